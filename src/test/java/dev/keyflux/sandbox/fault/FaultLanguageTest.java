package dev.keyflux.sandbox.fault;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The language of faults stands alone; its package says so. */
@AnalyzeClasses(packages = "dev.keyflux.sandbox", importOptions = ImportOption.DoNotIncludeTests.class)
final class FaultLanguageTest {

    @ArchTest
    static final ArchRule faults_knowNeitherSandboxNorNetwork = noClasses()
            .that()
            .resideInAPackage("dev.keyflux.sandbox.fault")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.keyflux.sandbox", "io.netty..", "software.amazon.awssdk..");
}
