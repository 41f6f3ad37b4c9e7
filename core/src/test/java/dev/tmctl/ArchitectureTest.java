package dev.tmctl;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.GeneralCodingRules;
import org.junit.jupiter.api.Test;

/// Which room may know which.
class ArchitectureTest {

    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.tmctl");

    @Test
    void looksAtTheWholeCore() {
        assertThat(CORE.contain("dev.tmctl.target.StreamArn")).isTrue();
        assertThat(CORE.contain("dev.tmctl.lifecycle.TargetLifecycle")).isTrue();
        assertThat(CORE.contain("dev.tmctl.ArchitectureTest")).isFalse();
    }

    @Test
    void coreKnowsNoCommandLine() {
        noClasses().should().dependOnClassesThat().resideInAPackage("picocli..").check(CORE);
    }

    @Test
    void coreNeitherPrintsNorExits() {
        GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(CORE);
        noClasses().should().callMethod(System.class, "exit", int.class).check(CORE);
        noClasses().should().callMethod(Runtime.class, "exit", int.class).check(CORE);
        noClasses().should().callMethod(Runtime.class, "halt", int.class).check(CORE);
    }

    @Test
    void targetKnowsNetAndText() {
        onlyKnows("target", "net", "text");
    }

    @Test
    void localKnowsOnlyFilesNetAndHttp() {
        onlyKnows("local", "files", "net", "http");
    }

    @Test
    void onlyHttpKnowsTheServerLibrary() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.tmctl.http..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.eclipse.jetty..")
                .check(CORE);
    }

    @Test
    void filesNetHttpJsonAndTextStandAlone() {
        onlyKnows("http");
        onlyKnows("files");
        onlyKnows("net");
        onlyKnows("json");
        onlyKnows("text");
    }

    @Test
    void eventKnowsTargetAndJson() {
        onlyKnows("event", "target", "json");
    }

    @Test
    void manifestKnowsTargetFilesJsonAndText() {
        onlyKnows("manifest", "target", "files", "json", "text");
    }

    @Test
    void dumpKnowsManifestTargetNetJsonAndText() {
        onlyKnows("dump", "manifest", "target", "net", "json", "text");
    }

    @Test
    void onlyDumpKnowsTheKubernetesModel() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.tmctl.dump..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.fabric8..")
                .check(CORE);
    }

    /// It takes a quarter of a second to load, which a command that reads the stored targets must not.
    @Test
    void onlyManifestsFromElsewhereAndDumpsAreCheckedAgainstSchemas() {
        noClasses()
                .that()
                .haveSimpleNameNotStartingWith("StrictSchema")
                .and()
                .haveSimpleNameNotStartingWith("SchemaMessage")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.networknt..")
                .check(CORE);
        noClasses()
                .that()
                .haveNameNotMatching(".*\\.IncomingManifest(\\$.*)?")
                .and()
                .doNotHaveSimpleName("DumpChecks")
                .and()
                .haveSimpleNameNotStartingWith("TargetSchema")
                .and()
                .haveSimpleNameNotStartingWith("KubernetesSchemas")
                .and()
                .haveSimpleNameNotStartingWith("StrictSchema")
                .should()
                .dependOnClassesThat(simpleName("TargetSchema")
                        .or(simpleName("KubernetesSchemas"))
                        .or(simpleName("StrictSchema")))
                .check(CORE);
    }

    @Test
    void traceAndEnvironmentStandAlone() {
        onlyKnows("trace");
        onlyKnows("environment");
    }

    @Test
    void awsKnowsTargetEnvironmentTraceFilesAndNet() {
        onlyKnows("aws", "target", "environment", "trace", "files", "net");
    }

    @Test
    void deliveryKnowsEventTargetAwsFilesJsonAndNet() {
        onlyKnows("delivery", "event", "target", "aws", "files", "json", "net");
    }

    @Test
    void onlyLifecycleKnowsLifecycle() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.tmctl.lifecycle..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.tmctl.lifecycle..")
                .check(CORE);
    }

    private static void onlyKnows(String room, String... others) {
        String[] allowed = new String[others.length + 1];
        allowed[0] = "dev.tmctl." + room + "..";
        for (int i = 0; i < others.length; i++) {
            allowed[i + 1] = "dev.tmctl." + others[i] + "..";
        }
        noClasses()
                .that()
                .resideInAPackage(allowed[0])
                .should()
                .dependOnClassesThat(resideInAPackage("dev.tmctl..").and(not(resideInAnyPackage(allowed))))
                .check(CORE);
    }
}
