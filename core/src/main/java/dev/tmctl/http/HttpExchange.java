package dev.tmctl.http;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.eclipse.jetty.util.FutureCallback;
import org.jspecify.annotations.Nullable;

/// One request and its response.
public final class HttpExchange {
    private static final Duration WRITTEN_WITHIN = Duration.ofSeconds(5);

    private final Request request;
    private final Response response;
    private final Callback callback;
    private final Refusals refusals;
    private final ConnectionTable.Entry connection;
    private final boolean bodyAnnounced;
    private final BodyChunks chunks;
    private InFlight.@Nullable Ticket ticket;
    private boolean received;
    private boolean answered;

    HttpExchange(
            Request request,
            Response response,
            Callback callback,
            Refusals refusals,
            ConnectionTable.Entry connection) {
        this.request = request;
        this.response = response;
        this.callback = callback;
        this.refusals = refusals;
        this.connection = connection;
        this.chunks = new BodyChunks(request);
        this.bodyAnnounced = isHttp1()
                ? request.getLength() > 0 || request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING)
                : request.getLength() != 0;
        connection.begun();
        if (!bodyAnnounced) {
            complete();
        }
        // while an event is delivered nothing comes from its sender, which is no reason to give up
        request.addIdleTimeoutListener(timeout -> false);
        Request.addCompletionListener(request, failure -> end());
    }

    private void end() {
        if (ticket != null) {
            ticket.release();
        }
        connection.ended(received);
    }

    private void complete() {
        received = true;
        connection.complete();
    }

    boolean isHttp1() {
        return Protocols.isHttp1(request);
    }

    /// The method, such as `POST`.
    public String method() {
        return request.getMethod();
    }

    /// The path as it was sent, such as `/a%20b`; never null.
    public String path() {
        String path = request.getHttpURI().getPath();
        return path == null ? "" : path;
    }

    /// The first value of a parameter in the query, or null.
    public @Nullable String parameter(String name) {
        if (request.getHttpURI().getQuery() == null) {
            return null;
        }
        Fields.Field field = Request.extractQueryParameters(request).get(name);
        return field == null ? null : field.getValue();
    }

    /// The hosts that the request names, with ports where it gives them: of its target, and of its header
    /// `Host`.
    public List<String> authorities() {
        List<String> all = new ArrayList<>();
        HttpURI uri = request.getHttpURI();
        if (uri.getAuthority() != null) {
            all.add(uri.getAuthority());
        }
        all.addAll(headers("host"));
        return all;
    }

    /// The first value of a header, or null. Each byte outside ASCII is a character up to U+00FF.
    public @Nullable String header(String name) {
        return request.getHeaders().get(name);
    }

    /// All values of a header, one for each line that it was sent in.
    public List<String> headers(String name) {
        List<String> values = new ArrayList<>();
        for (HttpField field : request.getHeaders()) {
            if (field.is(name)) {
                values.add(valueOf(field));
            }
        }
        return values;
    }

    /// Calls with name and value of each header line, in order.
    public void eachHeader(BiConsumer<String, String> consumer) {
        for (HttpField field : request.getHeaders()) {
            consumer.accept(field.getName(), valueOf(field));
        }
    }

    private static String valueOf(HttpField field) {
        String value = field.getValue();
        return value == null ? "" : value;
    }

    /// Gives the request a place among those that are worked on, until it has been answered or its connection
    /// is gone.
    ///
    /// @throws RefusedException when there is none
    public InFlight.Ticket enter(InFlight inFlight) {
        InFlight.Ticket entered = inFlight.enter();
        ticket = entered;
        long headers = 0;
        for (HttpField field : request.getHeaders()) {
            headers += field.getName().length() + valueOf(field).length();
        }
        entered.reserve(headers);
        return entered;
    }

    /// Reads the body, to its end.
    ///
    /// @param max bytes
    /// @throws RefusedException when it is larger, broken or too slow, or when there is no room
    public byte[] body(int max) {
        InFlight.Ticket entered = ticket;
        if (entered == null) {
            throw new IllegalStateException("a body is read after enter()");
        }
        if (!bodyAnnounced) {
            entered.received();
            return new byte[0];
        }
        byte[] body = new RequestBody(chunks, request.getLength(), max, entered, connection).read();
        complete();
        return body;
    }

    /// Sets a header of the response.
    ///
    /// @param value printable characters; others are sent as `?` or space
    public HttpExchange responseHeader(String name, String value) {
        response.getHeaders().put(name, value);
        return this;
    }

    /// Sends the response, once; does not wait until it has been read.
    public void send(int status, byte[] body) {
        answered = true;
        if (!received && isHttp1()) {
            // what is left of the body would be taken for the next request
            response.getHeaders().put(HttpFields.CONNECTION_CLOSE);
        }
        response.setStatus(status);
        if (received || isHttp1()) {
            response.write(true, ByteBuffer.wrap(body), callback);
        } else {
            sendAndDiscardTheRest(body);
        }
    }

    private void sendAndDiscardTheRest(byte[] body) {
        FutureCallback written = new FutureCallback();
        response.write(true, ByteBuffer.wrap(body), written);
        try {
            written.get(WRITTEN_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
            UnreadBody.discard(chunks);
            callback.succeeded();
        } catch (ExecutionException | TimeoutException e) {
            callback.failed(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            callback.failed(e);
        }
    }

    /// Refuses the request.
    public void refuse(Refusal refusal) {
        if (answered) {
            return;
        }
        if (ticket != null) {
            ticket.refused();
        }
        send(refusal.status(), refusals.begin(refusal, response.getHeaders()::put));
    }
}
