using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using EventOps.Domain.Shared;
using EventOps.EventStore.Projecting;
using EventOps.Projections.Catalogue;
using EventOps.Server.Projecting;
using NodaTime.Text;

namespace EventOps.Server.Catalogue;

/// <summary>Which meetups are asked for. Times are UTC; a text is searched for in titles, speakers and tags.</summary>
internal sealed record CatalogueQuery(
    string Community, IReadOnlyList<string> Terms, NodaTime.Instant? From, NodaTime.Instant? To, string? Text, bool Descending,
    int Limit, RowCursor? After);

/// <summary>Some meetups in the order of their start, and the cursor for more.</summary>
public sealed record CatalogueAnswer(ValueList<CatalogueLine> Meetups, string? Next);

/// <summary>Lists the meetups of a community.</summary>
internal sealed class CatalogueReader(Rows rows)
{
    public async Task<CatalogueAnswer> Read(CatalogueQuery query, CancellationToken ct)
    {
        // PostgreSQL takes no NUL in a text, so no row has one.
        if (query.Terms.Append(query.Text ?? "").Any(text => text.Contains('\0')))
            return new([], null);
        var page = await rows.Query(
            new RowQuery
            {
                Projection = MeetupProjections.Catalogue,
                Tenant = query.Community,
                AllTerms = query.Terms,
                SortFrom = query.From is { } from ? InstantPattern.General.Format(from) : null,
                SortTo = query.To is { } to ? InstantPattern.General.Format(to) : null,
                Search = query.Text,
                After = query.After,
                Limit = query.Limit,
                Descending = query.Descending,
            },
            ct);
        return new([.. page.Rows.Select(row => MeetupProjections.RowOf<CatalogueEntry>(row.Data).Public())], CursorText(page.Next));
    }

    /// <summary>The cursor that a text stands for; false when it never came from here.</summary>
    public static bool TryCursor(string text, out RowCursor? cursor)
    {
        cursor = null;
        try
        {
            cursor = JsonSerializer.Deserialize<RowCursor>(Base64Url.DecodeFromChars(text));
            return cursor is { SortKey: { } sortKey, Key: { } key } && !sortKey.Contains('\0') && !key.Contains('\0');
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            return false;
        }
    }

    private static string? CursorText(RowCursor? cursor) => cursor is null
        ? null
        : Base64Url.EncodeToString(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(cursor)));
}
