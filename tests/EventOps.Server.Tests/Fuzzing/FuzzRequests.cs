using System.Text;

namespace EventOps.Server.Tests.Fuzzing;

/// <summary>Requests of one asker after the document: each operation, by whoever, about whatever, right or wrong.</summary>
internal sealed class FuzzRequests(ApiDocument document, IReadOnlyList<ApiOperation> operations, FuzzWorld world, FuzzSide side, Random random)
{
    private readonly FuzzValues values = new(random, side.Marker);
    private readonly FuzzBodies bodies = new(document, new FuzzValues(random, side.Marker));

    /// <summary>A request; with a body that keeps to the schema more often than not.</summary>
    public FuzzRequest Next()
    {
        // Reads are few in the document and many in life.
        var operation = values.Pick(operations);
        if (!operation.IsRead && values.Chance(0.3))
            operation = values.Pick([.. operations.Where(o => o.IsRead)]);
        var address = Path(operation);
        var body = operation.Body is { } schema ? Bytes(bodies.Of(schema)) : values.Chance(0.03) && !operation.IsRead ? Bytes(values.Anything()) : null;
        return new(operation, address + Query(operation), Key(), [.. Headers(operation)], body, values.Chance(0.97) ? "application/json" : values.Pick("text/plain", "application/json; charset=utf-16", "a/b/c", ""));
    }

    private string? Key() => random.Next(20) switch
    {
        0 => world.Other(side).Community.Key,
        1 => "eo_nobody-has-this-key",
        2 or 3 or 4 => null,
        _ => side.Community.Key,
    };

    private string Path(ApiOperation operation) => operation.Parameters.Where(p => p.Place == "path").Aggregate(
        operation.Path, (path, parameter) => path.Replace($"{{{parameter.Name}}}", Part(operation, parameter.Name), StringComparison.Ordinal));

    private string Part(ApiOperation operation, string name) => name switch
    {
        "community" => values.Chance(0.97) ? side.Community.Name : Uri.EscapeDataString(values.Pick("nobody", "A B", "中", values.Text())),
        "meetup" => random.Next(20) switch
        {
            0 => Guid.Empty.ToString(),
            1 => Uri.EscapeDataString(values.Text() is { Length: < 500 } text ? text : "long"),
            2 => world.Other(side).SecretSlug,
            3 or 4 when operation.IsRead => side.SecretSlug,
            _ => values.Slug(),
        },
        "number" or "delivery" => values.Chance(0.8) ? $"{random.Next(4)}" : values.Pick("-1", "99999999999", "9223372036854775807", "x"),
        _ => Uri.EscapeDataString(values.Chance(0.9) ? values.SomeId(name) : values.Pick("x", "%", "null", "中")),
    };

    private string Query(ApiOperation operation)
    {
        var query = new StringBuilder();
        foreach (var parameter in operation.Parameters.Where(p => p.Place == "query" && values.Chance(0.25)))
            query.Append(query.Length == 0 ? '?' : '&').Append(parameter.Name).Append('=').Append(QueryValue(parameter.Name));
        if (values.Chance(0.03))
            query.Append(query.Length == 0 ? '?' : '&').Append(values.Pick("x=1", "after", "limit=1&limit=2", "%00=%ff", "=", "&&&", "minPosition=", $"q={new string('a', 3_000)}"));
        return query.ToString();
    }

    private string QueryValue(string name) => name switch
    {
        "dryRun" => values.Pick("true", "true", "true", "false", "maybe", ""),
        // A position beyond the log waits for two seconds.
        "minPosition" => values.Chance(0.995) ? values.Pick("0", "1", "20", "-1", "x", "1e3", "99999999999999999999") : "9223372036854775807",
        "limit" => values.Pick("1", "2", "50", "200", "0", "-1", "1000000", "x"),
        "from" or "to" => values.Pick("1", "2", "0", "2031-04-12", "2031-04-12T05:00:00Z", "-9999-01-01", "x"),
        "view" => values.Pick("draft", "public", "mine"),
        "asOf" => values.Pick("2031-04-12T05:00:00Z", "2020-01-01T00:00:00Z", "-9998-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "now", "1"),
        "order" => values.Pick("asc", "desc", "up"),
        "status" or "state" => values.Pick("scheduled", "cancelled", "delivered", "dead", "lost"),
        "types" => values.Pick("eventops.slides.*", "eventops.meetup.scheduled.v1,eventops.talk.*", "*", ",", "x"),
        _ => values.Pick("1", "5", "-1", Uri.EscapeDataString(values.Text() is { Length: < 1_500 } text ? text : "long"), "%ED%A0%80", "%00", "eyJTb3J0S2V5IjoiYSIsIktleSI6ImIifQ"),
    };

    private IEnumerable<(string Name, string Value)> Headers(ApiOperation operation)
    {
        if (!operation.IsRead && values.Chance(0.15))
            yield return ("Idempotency-Key", values.Chance(0.8) ? $"key-{random.Next(200)}" : values.Pick("", " ", new string('k', 256), "a b", "ké"));
        if (values.Chance(0.08))
            yield return (operation.IsRead || values.Chance(0.2) ? "If-None-Match" : "If-Match", values.Pick("*", "\"1\"", "\"2\", \"3\"", "W/\"4\"", "1", "\"", "", "\"99999999999999999999\"", "\"中\""));
        if (values.Chance(0.05))
        {
            yield return values.Pick<(string, string)>(
                ("Accept", "text/html;q=x"), ("Accept-Language", new string('z', 2_000)), ("X-Correlation-Id", values.Pick("c", new string('c', 300), "ü")), ("Range", "bytes=0-1"),
                ("Last-Event-ID", values.Pick("0", "1", "-1", "x", "99999999999999")), ("X-HTTP-Method-Override", "DELETE"), ("Cookie", "a=b"), ("If-Modified-Since", "yesterday"), ("Expect", "100-continue"));
        }
    }

    private byte[] Bytes(string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        if (bytes.Length > 0 && values.Chance(0.02))
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        return values.Chance(0.01) ? [.. bytes.Take(random.Next(bytes.Length + 1))] : bytes;
    }
}
