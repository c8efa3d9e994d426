package dev.keyflux.cli;

import dev.keyflux.key.BatchVerdict;
import dev.keyflux.key.KeyBatch;
import dev.keyflux.key.KeyEntry;
import dev.keyflux.key.KeySource;
import dev.keyflux.key.KeyWarning;
import dev.keyflux.key.NamedKey;
import dev.keyflux.key.RejectedKey;
import dev.keyflux.report.ExitCode;
import dev.keyflux.report.JsonKeyListing;
import dev.keyflux.report.KeyListing;
import dev.keyflux.report.TextKeyListing;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** {@code keyflux keys}. */
@Command(
        name = "keys",
        header = "Judge keys without any network.",
        description = {
            "",
            "Lists each key with the name it would get, its type, size and fingerprints, its own and the one that"
                    + " Lightsail is expected to show, then every entry that would be rejected, with the reason. With -o"
                    + " json also the MD5 fingerprint and the comment.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every entry is a good key",
            "1:at least one entry was rejected, or standard output could not be written",
            "2:a usage error, or a source that cannot be read"
        },
        footer = {
            "%nExamples:",
            "  keyflux keys keys/",
            "  keyflux keys ~/.ssh/authorized_keys --name-template '{comment}'",
            "  ssh-add -L | keyflux keys - --name-template 'key-{fp8}' -o json"
        })
final class KeysCommand implements Callable<Integer> {

    private static final int READ_AHEAD = 256;

    private final Context context;

    @Mixin
    private final KeyOptions keys = new KeyOptions();

    @Mixin
    private final FormatOptions output = new FormatOptions();

    KeysCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        var terminal = context.terminal();
        var source = keys.source(terminal.in());
        return keys.areRereadable() ? listAgain(source) : listHeld(source);
    }

    /** Reads twice, to judge and to list, since a large folder's keys would not fit into a small memory. */
    private int listAgain(KeySource source) {
        var verdict = await(BatchVerdict.read(source));
        return list(source.entries().map(verdict::on), verdict.warnings(), verdict.hasRejected());
    }

    /** Holds what can be read but once. */
    private int listHeld(KeySource source) {
        var batch = await(KeyBatch.read(source));
        return list(batch.entries(), batch.warnings(), !batch.rejected().isEmpty());
    }

    /** The exit code is that of all entries, be the listing cut short or a file have changed since it was judged. */
    private int list(Flux<KeyEntry> judged, List<KeyWarning> warnings, boolean hasRejected) {
        try (var entries = judged.toStream(READ_AHEAD)) {
            var allGood = list(entries.iterator());
            context.terminal().out().flush();
            Warnings.tell(warnings, context.terminal());
            return allGood && !hasRejected ? ExitCode.ALL_GOOD : ExitCode.SOMETHING_BAD;
        }
    }

    private static <T> T await(Mono<T> work) {
        return Objects.requireNonNull(work.block(), "sources without verdict");
    }

    /** Lists the entries, as long as somebody reads on; answers whether every one of those is good. */
    private boolean list(Iterator<KeyEntry> entries) {
        var rejected = new ArrayList<RejectedKey>();
        var listing = listing();
        var out = context.terminal().out();
        for (var read = 1; entries.hasNext(); read++) {
            var entry = entries.next();
            if (entry instanceof NamedKey key) {
                listing.key(key);
            } else if (entry instanceof RejectedKey refused) {
                rejected.add(refused);
            }
            if (read % READ_AHEAD == 0 && out.checkError()) {
                // Nobody reads on, as with `keyflux keys . | head`: there is no point in reading all the rest.
                break;
            }
        }
        listing.end(rejected);
        return rejected.isEmpty();
    }

    private KeyListing listing() {
        var terminal = context.terminal();
        return switch (output.format) {
            case JSON -> new JsonKeyListing(terminal.out());
            case TEXT ->
                new TextKeyListing(
                        terminal.out(),
                        terminal.colours(),
                        terminal.outIsTerminal() ? terminal.columns() : Integer.MAX_VALUE);
        };
    }
}
