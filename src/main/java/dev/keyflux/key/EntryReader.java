package dev.keyflux.key;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Reads the inputs of one subscription, an entry at each call. A file is opened, read and closed within one call, and
 * only when all entries before it were taken: at most one file's content is held.
 */
final class EntryReader {

    private final SourceWalk walk;
    private final KeyCheck check;
    private final Naming naming;
    private Iterator<KeyEntry> entries = Collections.emptyIterator();

    EntryReader(List<KeyInput> inputs, NameTemplate names, KeyCheck check) {
        this.walk = new SourceWalk(inputs);
        this.check = check;
        this.naming = new Naming(names);
    }

    /**
     * The next entry; empty at the end of all inputs. Blocks.
     *
     * @throws UnreadableSourceException if something that the user named cannot be read
     */
    Optional<KeyEntry> next() {
        while (!entries.hasNext()) {
            var item = walk.next();
            if (item.isEmpty()) {
                return Optional.empty();
            }
            entries = item.get() instanceof SourceItem.Openable openable
                    ? read(openable)
                    : refuse(((SourceItem.Refused) item.get()).entry());
        }
        return Optional.of(entries.next());
    }

    private Iterator<KeyEntry> read(SourceItem.Openable item) {
        try (var in = item.opening().open()) {
            return BoundedContent.read(in)
                    .map(content -> entries(item, content))
                    .orElseGet(() -> refuse(item, RejectionReason.TOO_LARGE, BoundedContent.TOO_LARGE));
        } catch (IOException e) {
            return unreadable(item, e);
        } catch (UncheckedIOException e) {
            return unreadable(item, Objects.requireNonNull(e.getCause()));
        }
    }

    private Iterator<KeyEntry> entries(SourceItem.Openable item, String content) {
        return item instanceof SourceItem.ManifestFile manifest
                ? new Manifest(item.label(), manifest.folder(), content).entries(check, naming)
                : new KeyFile(item.label(), KeyText.of(content)).entries(check, naming);
    }

    private Iterator<KeyEntry> unreadable(SourceItem.Openable item, IOException failure) {
        var why = ReadFailure.describe(failure);
        if (item.named()) {
            throw ReadFailure.ofNamed(item.label(), why, failure);
        }
        return refuse(item, RejectionReason.UNREADABLE, why);
    }

    private Iterator<KeyEntry> refuse(SourceItem.Openable item, RejectionReason reason, String message) {
        return refuse(new RejectedKey(new SourceLine(item.label(), 1), reason, message));
    }

    private Iterator<KeyEntry> refuse(RejectedKey entry) {
        naming.count();
        return List.<KeyEntry>of(entry).iterator();
    }
}
