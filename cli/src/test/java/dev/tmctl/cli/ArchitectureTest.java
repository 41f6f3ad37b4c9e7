package dev.tmctl.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.tmctl.cli.terminal.Screen;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;

/// The command line knows the core, and the core's libraries stay behind it.
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.tmctl.cli");

    @Test
    void should_keep_the_aws_sdk_and_the_http_server_out_of_the_commands() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "software.amazon.awssdk..",
                        "org.eclipse.jetty..",
                        "org.h2..",
                        "io.fabric8..",
                        "com.networknt..")
                .check(CLASSES);
    }

    @Test
    void should_exit_only_in_the_entry() {
        noClasses()
                .that()
                .doNotHaveSimpleName("Main")
                .should()
                .callMethod(System.class, "exit", int.class)
                .check(CLASSES);
    }

    /// Everything else passes what makes text from outside harmless.
    @Test
    void should_print_past_the_screen_only_help() {
        noClasses()
                .that()
                .doNotHaveSimpleName("Tmctl")
                .and()
                .doNotHaveSimpleName("HelpCommand")
                .and()
                .doNotHaveSimpleName("RenderedHelp")
                .should()
                .callMethod(Screen.class, "unfiltered")
                .check(CLASSES);
        noClasses()
                .that()
                .doNotHaveSimpleName("ConsoleIO")
                .and()
                // JSON of which all can be seen, where nothing else works any more
                .doNotHaveSimpleName("FatalErrors")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(CLASSES);
    }

    /// The picocli of the distribution does not look for them: it would take time at every start.
    @Test
    void should_have_no_command_that_is_a_method() {
        noMethods().should().beAnnotatedWith(Command.class).check(CLASSES);
    }
}
