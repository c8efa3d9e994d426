package dev.keyflux.key;

import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/** The source that {@link KeySource#read} makes: pulls entries as they are requested, on threads that may block. */
final class InputReader implements KeySource {

    private final List<KeyInput> inputs;
    private final NameTemplate names;
    private final KeyCheck check;

    InputReader(List<KeyInput> inputs, KeyPolicy policy) {
        this.inputs = List.copyOf(inputs);
        this.names = policy.names();
        this.check = new KeyCheck(policy);
    }

    @Override
    public Flux<KeyEntry> entries() {
        return Flux.<KeyEntry, EntryReader>generate(() -> new EntryReader(inputs, names, check), (reader, sink) -> {
                    reader.next().ifPresentOrElse(sink::next, sink::complete);
                    return reader;
                })
                .subscribeOn(Schedulers.boundedElastic());
    }
}
