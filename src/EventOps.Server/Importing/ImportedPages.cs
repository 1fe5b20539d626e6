using System.Text.Json;
using System.Text.Json.Nodes;
using EventOps.Domain.Meetups;
using EventOps.Domain.Shared;
using EventOps.Formats.Importing;
using Npgsql;

namespace EventOps.Server.Importing;

/// <summary>The statements on <c>eventops_imported_pages</c>: what each page said when it was imported last.</summary>
internal sealed class ImportedPages(NpgsqlDataSource database)
{
    private static readonly Dictionary<string, Type> Types = new[]
    {
        typeof(ScheduleEvent), typeof(AddSpeaker), typeof(AddTalk), typeof(PlaceSlot), typeof(AttachSlides), typeof(PublishSlides),
        typeof(AddRecording), typeof(AddReference), typeof(AddOrganiser), typeof(AddPhotos), typeof(SetChannel), typeof(OpenRegistration),
        typeof(PublishAgenda), typeof(WriteRecap), typeof(PublishRecap), typeof(AddAlias), typeof(CancelEvent), typeof(PostponeEvent),
    }.ToDictionary(type => type.Name);

    public async Task<ImportMemory?> Find(string community, Guid meetupId, string path, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            "select said::text from eventops_imported_pages where tenant_id = $1 and meetup_id = $2 and source = $3");
        Add(command, community, meetupId, SourceOf(path));
        return await command.ExecuteScalarAsync(ct) is string said ? Read(JsonNode.Parse(said)!.AsObject()) : null;
    }

    public async Task Keep(string community, Guid meetupId, ImportedPage page, ImportMemory memory, CancellationToken ct)
    {
        await using var command = database.CreateCommand("""
            insert into eventops_imported_pages as p (tenant_id, meetup_id, source, path, likeness, page, said)
            values ($1, $2, $3, $4, $5, $6, $7::jsonb)
            on conflict (tenant_id, meetup_id, source) do update
            set path = excluded.path, likeness = excluded.likeness, page = excluded.page, said = excluded.said, imported = now()
            where (p.page, p.said) is distinct from (excluded.page, excluded.said)
            """);
        // The database holds no zero character; the importer drops them from every value as well.
        var text = page.Text.Replace("\0", "", StringComparison.Ordinal);
        Add(command, community, meetupId, SourceOf(page.Path), page.Path, page.Likeness, text, Write(memory).ToJsonString(DomainJson.Options));
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Whole pages imported before that a damaged one may be a form of.</summary>
    public async Task<IReadOnlyList<KnownPage>> Like(string community, IReadOnlyCollection<string> likenesses, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            "select path, page from eventops_imported_pages where tenant_id = $1 and likeness = any($2)");
        Add(command, community, likenesses.ToArray());
        var found = new List<KnownPage>();
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
            found.Add(new(rows.GetString(0), rows.GetString(1)));
        return found;
    }

    // One memory for each format: a community's page and its table of talks do not speak for each other.
    private static string SourceOf(string path) => Path.GetExtension(path).ToLowerInvariant();

    private static JsonObject Write(ImportMemory memory) => new()
    {
        ["wanted"] = new JsonArray([.. memory.Wanted.Select(ImportReport.Json)]),
        ["ids"] = JsonSerializer.SerializeToNode(memory.Ids, DomainJson.Options),
    };

    private static ImportMemory Read(JsonObject said) => new(
        [.. said["wanted"]!.AsArray().Select(command => Command(command!.AsObject()))], said["ids"].Deserialize<Dictionary<Guid, Guid>>(DomainJson.Options)!);

    private static MeetupCommand Command(JsonObject json)
    {
        var type = Types[(string)json["type"]!];
        json.Remove("type");
        return (MeetupCommand)json.Deserialize(type, DomainJson.Options)!;
    }

    private static void Add(NpgsqlCommand command, params object[] values)
    {
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
    }
}
