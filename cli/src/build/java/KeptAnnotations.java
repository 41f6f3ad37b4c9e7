import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Writes picocli's annotations of the command classes down as code, in a class from which picocli can read them
/// instead of asking the JDK.
///
/// The JDK makes a class for each type of annotation in each process, by which the values are read, and no cache of
/// classes keeps those: together a good part of a short command's time. Here each type is implemented once, and the
/// values of a class are a method that runs when picocli asks for them.
final class KeptAnnotations {
    /// picocli's package: some of its types are for itself only.
    static final String PACKAGE = "picocli";

    /// The class that has the JDK's two methods, with the element as their first argument.
    static final String NAME = "KeptAnnotations";

    /// What nobody kept is asked of the JDK as before.
    private static final String LOOKUP = """
            package picocli;

            import java.lang.annotation.Annotation;
            import java.lang.reflect.AnnotatedElement;
            import java.lang.reflect.Field;
            import java.lang.reflect.Member;
            import java.util.HashMap;
            import java.util.Map;
            import java.util.concurrent.ConcurrentHashMap;

            @SuppressWarnings("unchecked")
            final class KeptAnnotations {
                private static final Annotation[] NONE = {};
                private static final Map<Class<?>, Map<String, Annotation[]>> KEPT = new ConcurrentHashMap<>();

                static boolean isAnnotationPresent(AnnotatedElement element, Class<? extends Annotation> type) {
                    return getAnnotation(element, type) != null;
                }

                static Annotation getAnnotation(AnnotatedElement element, Class<? extends Annotation> type) {
                    Class<?> owner = element instanceof Class<?> itself ? itself
                            : element instanceof Member member ? member.getDeclaringClass() : Object.class;
                    Map<String, Annotation[]> kept = KEPT.get(owner);
                    if (kept == null) {
                        kept = owner.getName().startsWith("java.") ? Map.of() : keptOf(owner.getName());
                        if (kept == null) {
                            return element.getAnnotation(type);
                        }
                        KEPT.put(owner, kept);
                    }
                    // no method has any
                    String name = element == owner ? "" : element instanceof Field field ? field.getName() : "()";
                    for (Annotation each : kept.getOrDefault(name, NONE)) {
                        if (type.isInstance(each)) {
                            return each;
                        }
                    }
                    return null;
                }

                private static Class<?> type(String name) {
                    try {
                        return Class.forName(name, false, KeptAnnotations.class.getClassLoader());
                    } catch (ClassNotFoundException e) {
                        throw new NoClassDefFoundError(name);
                    }
                }
            """;

    private final Map<String, Class<? extends Annotation>> types = new TreeMap<>();

    private KeptAnnotations() {}

    /// Makes the class' source.
    ///
    /// @param classes whose annotations are kept
    /// @throws IOException when a method is annotated
    static String source(List<Class<?>> classes) throws IOException {
        return new KeptAnnotations().sourceOf(classes);
    }

    private String sourceOf(List<Class<?>> classes) throws IOException {
        StringBuilder cases = new StringBuilder();
        StringBuilder methods = new StringBuilder();
        for (Class<?> type : classes) {
            String kept = kept(type);
            String answer = kept.isEmpty() ? "Map.of()" : "of_" + type.getName().replaceAll("[.$]", "_") + "()";
            cases.append("            case %s: return %s;\n".formatted(text(type.getName()), answer));
            if (!kept.isEmpty()) {
                methods.append("""

                            private static Map<String, Annotation[]> %s {
                                Map<String, Annotation[]> kept = new HashMap<>();
                        %s        return kept;
                            }
                        """.formatted(answer, kept));
            }
        }
        String implementations =
                types.values().stream().map(KeptAnnotations::implementation).collect(Collectors.joining());
        return LOOKUP + """

                    private static Map<String, Annotation[]> keptOf(String name) {
                        switch (name) {
                %s            default: return null;
                        }
                    }
                %s%s}
                """.formatted(cases, methods, implementations);
    }

    private String kept(Class<?> type) throws IOException {
        for (Method method : type.getDeclaredMethods()) {
            if (!annotations(method).isEmpty()) {
                throw new IOException(method + " is annotated; only classes and fields are read");
            }
        }
        StringBuilder kept = new StringBuilder(put("", annotations(type)));
        for (Field field : type.getDeclaredFields()) {
            kept.append(put(field.getName(), annotations(field)));
        }
        return kept.toString();
    }

    /// Those of picocli.
    static List<Annotation> annotations(AnnotatedElement element) {
        return Arrays.stream(element.getDeclaredAnnotations())
                .filter(each -> each.annotationType().getPackageName().equals(PACKAGE))
                .toList();
    }

    private String put(String name, List<Annotation> annotations) {
        return annotations.isEmpty()
                ? ""
                : annotations.stream()
                        .map(this::instance)
                        .collect(Collectors.joining(
                                ", ", "        kept.put(" + text(name) + ", new Annotation[] {", "});\n"));
    }

    private String instance(Annotation annotation) {
        Class<? extends Annotation> type = annotation.annotationType();
        types.put(type.getName(), type);
        return members(type).stream()
                .map(member -> value(read(member, annotation), member.getReturnType()))
                .collect(Collectors.joining(", ", "new Kept" + type.getSimpleName() + "(", ")"));
    }

    private static List<Method> members(Class<? extends Annotation> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .sorted(Comparator.comparing(Method::getName))
                .toList();
    }

    private static Object read(Method member, Annotation annotation) {
        try {
            return member.invoke(annotation);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String value(Object value, Class<?> type) {
        if (type.isArray()) {
            return IntStream.range(0, Array.getLength(value))
                    .mapToObj(i -> value(Array.get(value, i), type.getComponentType()))
                    .collect(Collectors.joining(
                            ", ", "new " + type.getComponentType().getCanonicalName() + "[] {", "}"));
        }
        return switch (value) {
            case String text -> text(text);
            case Class<?> named ->
                isPublic(named) ? named.getCanonicalName() + ".class" : "(Class) type(" + text(named.getName()) + ")";
            case Enum<?> constant -> constant.getDeclaringClass().getCanonicalName() + "." + constant.name();
            case Boolean flag -> flag.toString();
            case Integer number -> number.toString();
            case Character letter -> "(char) " + (int) letter;
            default -> throw new IllegalStateException("a value of " + type + " is not known here");
        };
    }

    private static boolean isPublic(Class<?> type) {
        boolean itself = type.isPrimitive() || Modifier.isPublic(type.getModifiers());
        return itself && (type.getEnclosingClass() == null || isPublic(type.getEnclosingClass()));
    }

    /// A literal.
    static String text(String text) {
        return text.chars()
                .mapToObj(c -> c > '~'
                        ? "\\u%04x".formatted(c)
                        : c < ' ' || c == '"' || c == '\\' ? "\\%03o".formatted(c) : "" + (char) c)
                .collect(Collectors.joining("", "\"", "\""));
    }

    /// An annotation is an interface. Arrays are copied, as the JDK does.
    private static String implementation(Class<? extends Annotation> type) {
        return """

                    private static final class Kept%1$s implements %2$s {
                %3$s
                        Kept%1$s(%4$s) {
                %5$s        }

                %6$s
                        public Class<? extends Annotation> annotationType() { return %2$s.class; }
                    }
                """.formatted(
                        type.getSimpleName(),
                        type.getCanonicalName(),
                        each(type, "", member -> "        private final %s;\n".formatted(declared(member))),
                        each(type, ", ", KeptAnnotations::declared),
                        each(type, "", member -> "            this.%1$s = %1$s;\n".formatted(member.getName())),
                        each(type, "", KeptAnnotations::reading));
    }

    private static String each(Class<? extends Annotation> type, String between, Function<Method, String> text) {
        return members(type).stream().map(text).collect(Collectors.joining(between));
    }

    private static String declared(Method member) {
        return member.getReturnType().getCanonicalName() + " " + member.getName();
    }

    private static String reading(Method member) {
        return "        public %1$s %2$s() { return %2$s%3$s; }\n"
                .formatted(
                        member.getGenericReturnType().getTypeName().replace('$', '.'),
                        member.getName(),
                        member.getReturnType().isArray() ? ".clone()" : "");
    }
}
