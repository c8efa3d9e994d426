package dev.keyflux.key;

import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/** The source that {@link KeySource#read} makes: pulls entries as they are requested, on threads that may block. */
record InputReader(List<KeyInput> inputs, KeyPolicy policy) implements KeySource {

    InputReader {
        inputs = List.copyOf(inputs);
    }

    @Override
    public Flux<KeyEntry> entries() {
        return Flux.<KeyEntry, EntryReader>generate(() -> new EntryReader(inputs, policy), (reader, sink) -> {
                    reader.next().ifPresentOrElse(sink::next, sink::complete);
                    return reader;
                })
                .subscribeOn(Schedulers.boundedElastic());
    }
}
