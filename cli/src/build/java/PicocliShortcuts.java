import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Methods of picocli that look for what is known here, many times at each start, and code that answers in their place
/// or before them. Together they are a tenth of a short command's time.
final class PicocliShortcuts {
    private static final String STRING = "Ljava/lang/String;";
    private static final MethodTypeDesc IS_EMPTY = MethodTypeDesc.of(ConstantDescs.CD_boolean);
    private static final MethodTypeDesc EQUALS = MethodTypeDesc.of(ConstantDescs.CD_boolean, ConstantDescs.CD_Object);
    private static final MethodTypeDesc INDEX_OF = MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_int);
    private static final ClassDesc TRANSFORMER = ClassDesc.of("picocli.CommandLine$RegexTransformer");
    private static final ClassDesc TRANSFORMER_BUILDER = TRANSFORMER.nested("Builder");

    private static final List<Shortcut> ALL = List.of(
            // whether Groovy is there, for scripts whose options are closures: every jar of the class path is opened
            instead(
                    "picocli/CommandLine$DefaultFactory.class",
                    "loadClosureClass",
                    "()Ljava/lang/Class;",
                    code -> code.aconst_null().areturn()),
            // which methods of a command are commands too: the annotations of all its methods are read
            instead(
                    "picocli/CommandLine.class",
                    "getCommandMethods",
                    "(Ljava/lang/Class;" + STRING + "Z)Ljava/util/List;",
                    code -> code.invokestatic(
                                    ConstantDescs.CD_List, "of", MethodTypeDesc.of(ConstantDescs.CD_List), true)
                            .areturn()),
            // how options are negated, of which there are none: four regular expressions for each command and mixin
            instead(
                    "picocli/CommandLine$RegexTransformer.class",
                    "createDefault",
                    "()Lpicocli/CommandLine$RegexTransformer;",
                    code -> code.new_(TRANSFORMER_BUILDER)
                            .dup()
                            .invokespecial(TRANSFORMER_BUILDER, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void)
                            .invokevirtual(TRANSFORMER_BUILDER, "build", MethodTypeDesc.of(TRANSFORMER))
                            .areturn()),
            // which types of the JDK's modules options may have: here only paths; each of the others is loaded
            instead("picocli/CommandLine$BuiltIn.class", "excluded", "(" + STRING + ")Z", code -> {
                Label excluded = code.newLabel();
                code.aload(0)
                        .loadConstant("java.nio.file.Path")
                        .invokevirtual(ConstantDescs.CD_String, "equals", EQUALS)
                        .ifeq(excluded)
                        .iconst_0()
                        .ireturn()
                        .labelBinding(excluded)
                        .iconst_1()
                        .ireturn();
            }),
            // an arity that is not given is found out by an exception
            before("picocli/CommandLine$Range.class", "parseInt", "(" + STRING + "I)I", code -> {
                Label given = code.newLabel();
                code.aload(0)
                        .invokevirtual(ConstantDescs.CD_String, "isEmpty", IS_EMPTY)
                        .ifeq(given)
                        .iload(1)
                        .ireturn()
                        .labelBinding(given);
            }),
            // variables in texts: each text is searched four times and put together anew
            before(
                    "picocli/CommandLine$Model$Interpolator.class",
                    "resolveLookups",
                    "(" + STRING + "Ljava/util/Set;Ljava/util/Map;)" + STRING,
                    code -> {
                        Label variables = code.newLabel();
                        code.aload(1)
                                .ifnull(variables)
                                .aload(1)
                                .bipush('$')
                                .invokevirtual(ConstantDescs.CD_String, "indexOf", INDEX_OF)
                                .ifge(variables)
                                .aload(1)
                                .areturn()
                                .labelBinding(variables);
                    }));

    /// A method and what is done in its place, or before its own code.
    ///
    /// @param entry the class in the jar
    /// @param before whether the method's own code follows
    private record Shortcut(String entry, String method, String descriptor, boolean before, Consumer<CodeBuilder> code)
            implements CodeTransform {
        boolean isOf(MethodModel other) {
            return other.methodName().equalsString(method) && other.methodType().equalsString(descriptor);
        }

        @Override
        public void atStart(CodeBuilder builder) {
            code.accept(builder);
        }

        @Override
        public void accept(CodeBuilder builder, CodeElement element) {
            if (before) {
                builder.with(element);
            }
        }
    }

    private PicocliShortcuts() {}

    private static Shortcut instead(String entry, String method, String descriptor, Consumer<CodeBuilder> code) {
        return new Shortcut(entry, method, descriptor, false, code);
    }

    private static Shortcut before(String entry, String method, String descriptor, Consumer<CodeBuilder> code) {
        return new Shortcut(entry, method, descriptor, true, code);
    }

    /// The classes that have some, by their names in the jar.
    static Stream<String> entries() {
        return ALL.stream().map(Shortcut::entry);
    }

    /// @throws IllegalStateException when a class lacks a method that it should have
    static void check(String entry, ClassModel type) {
        for (Shortcut shortcut : ALL) {
            if (shortcut.entry.equals(entry) && type.methods().stream().noneMatch(shortcut::isOf)) {
                throw new IllegalStateException(entry + " has no " + shortcut.method + " any more");
            }
        }
    }

    /// What becomes of a method's code.
    static CodeTransform of(String entry, MethodModel method) {
        for (Shortcut shortcut : ALL) {
            if (shortcut.entry.equals(entry) && shortcut.isOf(method)) {
                return shortcut;
            }
        }
        return CodeTransform.ACCEPT_ALL;
    }
}
