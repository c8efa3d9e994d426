package dev.keyflux;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** Who may know whom. The packages' own documentation says why. */
@AnalyzeClasses(packages = "dev.keyflux", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

    @ArchTest
    static final ArchRule packages_knowOnlyWhatTheyBuildOn = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("key")
            .definedBy("dev.keyflux.key..")
            .layer("target")
            .definedBy("dev.keyflux.target..")
            .layer("aws")
            .definedBy("dev.keyflux.aws..")
            .layer("rollout")
            .definedBy("dev.keyflux.rollout..")
            .layer("report")
            .definedBy("dev.keyflux.report..")
            .layer("cli")
            .definedBy("dev.keyflux.cli..")
            .layer("sandbox")
            .definedBy("dev.keyflux.sandbox..")
            .whereLayer("key")
            .mayNotAccessAnyLayer()
            .whereLayer("target")
            .mayNotAccessAnyLayer()
            .whereLayer("aws")
            .mayOnlyAccessLayers("key", "target")
            .whereLayer("rollout")
            .mayOnlyAccessLayers("key", "target", "aws")
            .whereLayer("report")
            .mayOnlyAccessLayers("key", "target", "aws", "rollout")
            .whereLayer("sandbox")
            .mayOnlyAccessLayers("key")
            .whereLayer("sandbox")
            .mayOnlyBeAccessedByLayers("cli")
            .whereLayer("cli")
            .mayNotBeAccessedByAnyLayer()
            .ensureAllClassesAreContainedInArchitecture();

    @ArchTest
    static final ArchRule packages_haveNoCycles =
            slices().matching("dev.keyflux.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule awsAlone_knowsTheSdk = noClasses()
            .that()
            .resideOutsideOfPackage("dev.keyflux.aws..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("software.amazon.awssdk..");

    @ArchTest
    static final ArchRule awsPublicMethods_showNoModelOfTheService = methods()
            .that()
            .areDeclaredInClassesThat()
            .resideInAPackage("dev.keyflux.aws..")
            .and()
            .arePublic()
            .and()
            .areDeclaredInClassesThat()
            .arePublic()
            .should(showNoModelOfTheService());

    /** Neither by itself nor within another, as in {@code Mono<ImportKeyPairResponse>}. */
    private static ArchCondition<JavaMethod> showNoModelOfTheService() {
        return new ArchCondition<>("show no model of the service") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                Stream.concat(Stream.of(method.getReturnType()), method.getParameterTypes().stream())
                        .flatMap(type -> type.getAllInvolvedRawTypes().stream())
                        .filter(type -> type.getPackageName().startsWith("software.amazon.awssdk.services."))
                        .forEach(type -> events.add(SimpleConditionEvent.violated(
                                method, method.getFullName() + " shows " + type.getName())));
            }
        };
    }

    @ArchTest
    static final ArchRule cliAlone_knowsPicocli = noClasses()
            .that()
            .resideOutsideOfPackage("dev.keyflux.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("picocli..");

    @ArchTest
    static final ArchRule keyTargetAndReport_knowNoNetwork = noClasses()
            .that()
            .resideInAnyPackage("dev.keyflux.key..", "dev.keyflux.target..", "dev.keyflux.report..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.netty..", "java.net.http..");

    @ArchTest
    static final ArchRule packages_haveNoBackRooms =
            noClasses().should().resideInAnyPackage("..internal..", "..util..", "..utils..", "..common..", "..impl..");

    @ArchTest
    static final ArchRule classes_areInNullMarkedPackages = classes().should(beInANullMarkedPackage());

    /** One without its {@code package-info} has no checks of null at all. */
    private static ArchCondition<JavaClass> beInANullMarkedPackage() {
        return new ArchCondition<>("be in a package that is marked with @NullMarked") {
            @Override
            public void check(JavaClass checked, ConditionEvents events) {
                if (!checked.getPackage().isAnnotatedWith(NullMarked.class)) {
                    events.add(SimpleConditionEvent.violated(checked, checked.getName() + " is in none"));
                }
            }
        };
    }
}
