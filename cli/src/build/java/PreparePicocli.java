import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/// Rewrites picocli's jar so that it starts faster, and leaves everything else as it is.
///
/// Its classes get a newer class file format. The JDK's cache of loaded classes skips class files older than version 50
/// ("Old class has been linked"), and those of picocli have version 49, so that they would be parsed and verified again
/// at every start. Code is not changed: the newer format asks for stack maps beside it, which are computed here.
///
/// Some methods look at each start for what is known here: [PicocliShortcuts].
///
/// Instead of asking the JDK for annotations and fields of the command classes, which makes classes at each start, it
/// asks code that is generated here and added to the jar: [KeptAnnotations], [KeptFields].
///
/// Run by the build, as a source file.
final class PreparePicocli {
    private static final int NEWER = ClassFile.JAVA_17_VERSION;

    /// Methods of the JDK that a class calls, and the class that has them as static ones.
    private record Question(String entry, Set<String> methods, ClassDesc element, ClassDesc answers) {
        boolean is(InvokeInstruction call) {
            return methods.contains(call.name().stringValue())
                    && call.owner().asInternalName().startsWith("java/lang/");
        }
    }

    private static List<Question> questions(String fieldsPackage) {
        ClassDesc element = ClassDesc.of("java.lang.reflect.AnnotatedElement");
        ClassDesc annotations = ClassDesc.of(KeptAnnotations.PACKAGE, KeptAnnotations.NAME);
        Set<String> ofAnnotations = Set.of("isAnnotationPresent", "getAnnotation");
        return List.of(
                new Question("picocli/CommandLine$Model$CommandReflection.class", ofAnnotations, element, annotations),
                new Question("picocli/CommandLine$Model$TypedMember.class", ofAnnotations, element, annotations),
                new Question(
                        "picocli/CommandLine$Model$FieldBinding.class",
                        Set.of("get", "set"),
                        ClassDesc.of("java.lang.reflect.Field"),
                        ClassDesc.of(fieldsPackage, KeptFields.NAME)));
    }

    private PreparePicocli() {}

    public static void main(String[] arguments) throws IOException {
        Path source = Path.of(arguments[0]);
        Path target = Path.of(arguments[1]);
        Map<String, byte[]> entries = read(source);
        List<Class<?>> commands = GeneratedClasses.load(Path.of(arguments[2]));
        entries.putAll(GeneratedClasses.compile(Map.of(
                KeptAnnotations.NAME, KeptAnnotations.source(commands), KeptFields.NAME, KeptFields.source(commands))));
        List<Question> questions = questions(KeptFields.packageOf(commands));
        for (String entry : Stream.concat(
                        PicocliShortcuts.entries(), questions.stream().map(Question::entry))
                .toList()) {
            if (!entries.containsKey(entry)) {
                throw new IOException(source + " has no " + entry);
            }
        }
        ClassFile classFile =
                ClassFile.of(StackMapsOption.GENERATE_STACK_MAPS, ClassHierarchyResolverOption.of(hierarchy(entries)));
        Files.createDirectories(target.toAbsolutePath().getParent());
        try (OutputStream file = Files.newOutputStream(target);
                JarOutputStream jar = new JarOutputStream(file)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                JarEntry written = new JarEntry(entry.getKey());
                // the same bytes from every build
                written.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
                jar.putNextEntry(written);
                jar.write(isUpgraded(entry.getKey()) ? upgrade(classFile, entry, questions) : entry.getValue());
                jar.closeEntry();
            }
        }
    }

    private static Map<String, byte[]> read(Path source) throws IOException {
        Map<String, byte[]> entries = new TreeMap<>();
        try (JarFile jar = new JarFile(source.toFile())) {
            for (JarEntry entry :
                    jar.stream().filter(each -> !each.isDirectory()).toList()) {
                try (InputStream in = jar.getInputStream(entry)) {
                    entries.put(entry.getName(), in.readAllBytes());
                }
            }
        }
        return entries;
    }

    private static boolean isUpgraded(String name) {
        return name.endsWith(".class") && !name.endsWith("module-info.class");
    }

    /// Stack maps name common superclasses, of the jar's own classes too.
    private static ClassHierarchyResolver hierarchy(Map<String, byte[]> entries) {
        return ClassHierarchyResolver.ofResourceParsing(type -> {
                    String descriptor = type.descriptorString();
                    byte[] found = entries.get(descriptor.substring(1, descriptor.length() - 1) + ".class");
                    return found == null ? null : new ByteArrayInputStream(found);
                })
                .orElse(ClassHierarchyResolver.defaultResolver());
    }

    private static byte[] upgrade(ClassFile classFile, Map.Entry<String, byte[]> entry, List<Question> questions) {
        ClassModel old = classFile.parse(entry.getValue());
        PicocliShortcuts.check(entry.getKey(), old);
        List<Question> asked = questions.stream()
                .filter(question -> question.entry.equals(entry.getKey()))
                .toList();
        for (Question question : asked) {
            if (calls(old).noneMatch(question::is)) {
                throw new IllegalStateException(entry.getKey() + " does not call " + question.methods + " any more");
            }
        }
        return classFile.build(old.thisClass().asSymbol(), builder -> {
            builder.withVersion(Math.max(NEWER, old.majorVersion()), 0);
            for (ClassElement element : old) {
                switch (element) {
                    case ClassFileVersion _ -> {}
                    case MethodModel method ->
                        builder.transformMethod(
                                method,
                                MethodTransform.transformingCode(
                                        asking(asked).andThen(PicocliShortcuts.of(entry.getKey(), method))));
                    default -> builder.with(element);
                }
            }
        });
    }

    private static Stream<InvokeInstruction> calls(ClassModel type) {
        return type.methods().stream()
                .flatMap(method -> method.code().stream())
                .flatMap(CodeModel::elementStream)
                .filter(InvokeInstruction.class::isInstance)
                .map(InvokeInstruction.class::cast);
    }

    /// The JDK's methods of an element become static ones that get it as their first argument.
    private static CodeTransform asking(List<Question> questions) {
        return (code, element) -> {
            for (Question question : questions) {
                if (element instanceof InvokeInstruction call && question.is(call)) {
                    code.invokestatic(
                            question.answers,
                            call.name().stringValue(),
                            call.typeSymbol().insertParameterTypes(0, question.element));
                    return;
                }
            }
            code.with(element);
        };
    }
}
