package dev.keyflux.cli;

import dev.keyflux.rollout.RunStarted.Mode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code keyflux plan}. */
@Command(
        name = "plan",
        header = "Tell what import would do; change nothing.",
        description = {
            "",
            "Judges the keys, looks at every target, and tells which keys an import would create and which names are"
                    + " taken. It has no way to write, and needs only permission to read.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:in sync: every target holds every key",
            "1:at least one bad outcome or rejected entry, or something could not be written",
            "2:a usage error, or input that cannot be read",
            "3:changes wanted, nothing bad",
            "130:interrupted: calls in flight were waited for, the report was written"
        },
        footer = {
            "%nExamples:",
            "  keyflux plan keys/ --regions all --profile prod",
            "  keyflux plan keys/ --regions 'eu-*' -o json | jq '.results[] | select(.outcome == \"conflict\")'"
        })
final class PlanCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private final KeyOptions keys = new KeyOptions();

    @Mixin
    private final TargetOptions targets = new TargetOptions();

    @Mixin
    private final RunOptions bounds = new RunOptions();

    @Mixin
    private final OutputOptions outputs = new OutputOptions();

    PlanCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return new RolloutRun(context, keys, targets, bounds, outputs).carryOut(Mode.PLAN);
    }
}
