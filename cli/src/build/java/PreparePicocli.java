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
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/// Rewrites picocli's jar so that it starts faster, and leaves everything else as it is.
///
/// Its classes get a newer class file format. The JDK's cache of loaded classes skips class files older than version 50
/// ("Old class has been linked"), and those
/// of picocli have version 49, so that they would be parsed and verified again at every start. Code is not changed:
/// the newer format asks for stack maps beside it, which are computed here.
///
/// One method is replaced: picocli looks at each start whether Groovy is there, for scripts whose options are closures.
/// It never is, and only having opened every jar of the class path tells that: a tenth of a short command's time.
///
/// Run by the build, as a source file.
final class PreparePicocli {
    private static final int NEWER = ClassFile.JAVA_17_VERSION;
    private static final String GROOVY_SEARCHER = "picocli/CommandLine$DefaultFactory.class";
    private static final String GROOVY_SEARCH = "loadClosureClass";

    private PreparePicocli() {}

    public static void main(String[] arguments) throws IOException {
        Path source = Path.of(arguments[0]);
        Path target = Path.of(arguments[1]);
        Map<String, byte[]> entries = read(source);
        if (!entries.containsKey(GROOVY_SEARCHER)) {
            throw new IOException(source + " has no " + GROOVY_SEARCHER);
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
                jar.write(isUpgraded(entry.getKey()) ? upgrade(classFile, entry) : entry.getValue());
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

    private static byte[] upgrade(ClassFile classFile, Map.Entry<String, byte[]> entry) {
        ClassModel old = classFile.parse(entry.getValue());
        boolean searches = entry.getKey().equals(GROOVY_SEARCHER);
        if (searches && old.methods().stream().noneMatch(PreparePicocli::isGroovySearch)) {
            throw new IllegalStateException(entry.getKey() + " has no " + GROOVY_SEARCH + "() any more");
        }
        return classFile.build(old.thisClass().asSymbol(), builder -> {
            builder.withVersion(Math.max(NEWER, old.majorVersion()), 0);
            for (ClassElement element : old) {
                switch (element) {
                    case ClassFileVersion _ -> {}
                    case MethodModel method
                    when searches && isGroovySearch(method) ->
                        builder.withMethodBody(
                                method.methodName(),
                                method.methodType(),
                                method.flags().flagsMask(),
                                code -> code.aconst_null().areturn());
                    case MethodModel method ->
                        builder.transformMethod(method, MethodTransform.transformingCode(CodeTransform.ACCEPT_ALL));
                    default -> builder.with(element);
                }
            }
        });
    }

    private static boolean isGroovySearch(MethodModel method) {
        return method.methodName().equalsString(GROOVY_SEARCH)
                && method.methodType().equalsString("()Ljava/lang/Class;");
    }
}
