package dev.keyflux;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.conditions.ArchConditions;

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
            .mayNotBeAccessedByAnyLayer();

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
            .should(ArchConditions.not(
                    ArchConditions.haveRawReturnType(resideInAnyPackage("software.amazon.awssdk.services.."))));

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
    static final ArchRule packages_areNullMarked = classes()
            .that()
            .haveSimpleName("package-info")
            .should()
            .beAnnotatedWith(org.jspecify.annotations.NullMarked.class);
}
