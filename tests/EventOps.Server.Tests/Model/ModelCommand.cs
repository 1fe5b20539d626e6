using EventOps.Testing.Scenarios;

namespace EventOps.Server.Tests.Model;

/// <summary>A command as the model knows it, and as it goes over the wire. Ids are few, so that commands meet.</summary>
internal sealed record ModelCommand(string Name, int Id, string Text, int? Other, int From, int To)
{
    private static readonly string[] Names =
    [
        "add-speaker", "add-speaker", "remove-speaker", "add-talk", "add-talk", "withdraw-talk", "assign-speakers", "place-slot", "place-slot", "place-slot", "remove-slot",
        "publish-agenda", "attach-slides", "attach-slides", "publish-slides", "withdraw-slides", "cancel-event", "reinstate-event", "reinstate-event",
    ];

    public static ModelCommand Random(Random random)
    {
        var name = Names[random.Next(Names.Length)];
        var from = random.Next(13, 17);
        var id = random.Next(1, name is "withdraw-talk" ? 9 : 5);
        var other = random.Next(1, 5);
        return name switch
        {
            "add-speaker" => new(name, id, Pick(random, "Ada", "Ada", "Grace"), null, 0, 0),
            "add-talk" => new(name, id, Pick(random, "Raft", "Raft", "Mesh"), random.Next(3) == 0 ? null : other, 0, 0),
            "assign-speakers" => new(name, id, "", random.Next(4) == 0 ? null : other, 0, 0),
            "place-slot" => new(name, id, Pick(random, "Hall", "Attic", "Cellar"), other, from, from + random.Next(1, 3)),
            "attach-slides" => new(name, id, Pick(random, "https://example.org/a.pdf", "https://example.org/a.pdf", "https://example.org/b.pdf"), other, 0, 0),
            _ => new(name, id, "", null, 0, 0),
        };
    }

    public object Body => Name switch
    {
        "add-speaker" => new { speakerId = Speaker(Id), name = Text },
        "remove-speaker" => new { speakerId = Speaker(Id) },
        "add-talk" => new { talkId = Talk(Id), title = Text, speakers = Speakers },
        "withdraw-talk" => new { talkId = Talk(Id), reason = "R" },
        "assign-speakers" => new { talkId = Talk(Id), speakers = Speakers },
        "place-slot" => new { slotId = Slot(Id), talkId = Talk(Other!.Value), start = $"{From}:00", end = $"{To}:00", room = Text },
        "remove-slot" => new { slotId = Slot(Id) },
        "attach-slides" => new { slidesId = Slides(Id), talkId = Talk(Other!.Value), title = "Deck", url = Text },
        "publish-slides" => new { slidesId = Slides(Id) },
        "withdraw-slides" => new { slidesId = Slides(Id), reason = "R" },
        "cancel-event" => new { reason = "R" },
        _ => new { },
    };

    public static Guid Speaker(int id) => Ids.Id(100 + id);

    public static Guid Talk(int id) => Ids.Id(200 + id);

    public static Guid Slot(int id) => Ids.Id(300 + id);

    public static Guid Slides(int id) => Ids.Id(400 + id);

    private object[] Speakers => Other is { } id ? [new { speakerId = Speaker(id) }] : [];

    private static string Pick(Random random, params string[] choices) => choices[random.Next(choices.Length)];
}
