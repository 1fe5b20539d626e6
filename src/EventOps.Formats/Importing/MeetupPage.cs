using System.Text;
using EventOps.Domain.Meetups;
using NodaTime;

namespace EventOps.Formats.Importing;

/// <summary>A text and the line where it stands.</summary>
internal sealed record Said(string Text, int Line);

/// <summary>A person while the page is read; two mentions of one person become one.</summary>
internal sealed class PagePerson(int line)
{
    private const int MostTold = 50;

    private readonly List<string> bio = [];

    public int Line { get; } = line;

    public string? Name { get; set; }

    public string? Alias { get; set; }

    public string? Organisation { get; set; }

    public string? Role { get; set; }

    public bool IsHost { get; set; }

    public string? Bio => bio.Count > 0 ? string.Join("\n\n", bio) : null;

    public string Called => Name ?? Alias ?? "";

    public void Tell(string text)
    {
        if (text.Length > 0 && (bio.Count > MostTold || !bio.Exists(told => told.Contains(text.TrimEnd('。'), StringComparison.Ordinal))))
            bio.Add(text);
    }

    /// <summary>"蚂蚁集团高级工程师，负责…": the first clause is organisation and role, the rest is told.</summary>
    public void Work(string about)
    {
        var end = about.AsSpan().IndexOfAny('，', '。', '；');
        var first = (end < 0 ? about : about[..end]).Trim();
        if (Affiliations.IsAStory(first))
        {
            Tell(about);
            return;
        }

        // A second mention says the same again: only what goes beyond it is new.
        if (Role is not null && Folding.Key(first) is var key && (key == Folding.Key(Organisation + Role) || key == Folding.Key(Role)))
            about = end < 0 ? "" : about[(end + 1)..];
        else if (Role is null && first.Length is > 0 and <= 100)
            (Organisation, Role, about) = Affiliations.Split(first) is var (org, role) ? (Organisation ?? org, role, end < 0 ? "" : about[(end + 1)..]) : default;
        Tell(about.Trim(' ', '。', '）', ')') is { Length: > 0 } rest && rest != Role ? rest : "");
    }
}

internal sealed class PageTalk(string title, int line)
{
    private readonly List<string> about = [];

    public string Title { get; set; } = title;

    public int Line { get; } = line;

    public TalkKind Kind { get; set; } = Titles.KindOf(title);

    public List<(PagePerson Person, SpeakerPart Part)> Speakers { get; } = [];

    public List<string> Takeaways { get; } = [];

    public string? Abstract => about.Count > 0 ? string.Concat(about).Trim() : null;

    /// <summary>Lines of one paragraph or list stand together, paragraphs apart.</summary>
    public void Tell(string markdown, bool newParagraph) =>
        about.Add(about.Count == 0 ? markdown : $"{(newParagraph ? "\n\n" : "\n")}{markdown}");

    public void By(PagePerson person, SpeakerPart part = SpeakerPart.Speaker)
    {
        if (!Speakers.Exists(speaker => speaker.Person == person))
            Speakers.Add((person, part));
    }
}

/// <param name="On">Null on the meetup's only day.</param>
internal sealed record PageSlot(SlotKind Kind, string? Title, AgendaDay? On, LocalTime Start, LocalTime? End, string? Room, PageTalk? Talk, int Line)
{
    public string? Track { get; init; }
}

/// <summary>A deck, a recording, a reference or a picture.</summary>
/// <param name="Title">Null where the link's text only says "here".</param>
internal sealed record PageLink(string? Title, string Url, int Line, PageTalk? Talk = null);

/// <summary>What a page says, as typed values with their lines; not yet judged.</summary>
internal sealed class MeetupPage(LineUses uses)
{
    private const int Most = 200;
    private const int MostProseBeforeTheTime = 20;

    /// <summary>Whoever takes something from a line says so here.</summary>
    public LineUses Uses { get; } = uses;

    public Dictionary<Label, Said> Fields { get; } = [];

    /// <summary>Every text on the page that tells a date, in order of trust.</summary>
    public List<Said> Times { get; } = [];

    public List<PagePerson> People { get; } = [];

    public List<PagePerson> Guests { get; } = [];

    public List<PageTalk> Talks { get; } = [];

    public List<PageSlot> Slots { get; } = [];

    public List<PageLink> Decks { get; } = [];

    public List<PageLink> Recordings { get; } = [];

    public List<PageLink> References { get; } = [];

    public List<PageLink> Photos { get; } = [];

    public List<(Said Name, OrganiserRole Role, string? Url)> Organisers { get; } = [];

    public List<SetChannel> Channels { get; } = [];

    public List<Said> Takeaways { get; } = [];

    public List<Said> Outline { get; } = [];

    /// <summary>The description in the community's own words, as Markdown.</summary>
    public StringBuilder Intro { get; } = new();

    public List<Said> LeftOver { get; } = [];

    public Said? AgendaPicture { get; set; }

    public bool HasReview { get; set; }

    /// <summary>Whether it is about a meetup at all. An article may end with an invitation to some other one.</summary>
    public bool TellsAMeetup =>
        Times.Count > 0 && LeftOver.Count(said => said.Line < Times[0].Line) <= MostProseBeforeTheTime
        && (Fields.ContainsKey(Label.Theme) || Fields.ContainsKey(Label.Form) || Fields.ContainsKey(Label.Place) || Slots.Count > 0 || Talks.Count > 0);

    /// <summary>More things than any meetup has: a page that was made to be slow.</summary>
    public bool IsFull =>
        Talks.Count > Most || People.Count > Most || Slots.Count > Most || Decks.Count > Most || Recordings.Count > Most
        || References.Count > Most || Photos.Count > Most || Organisers.Count > Most || Channels.Count > Most;

    /// <summary>Nobody could make anything of it.</summary>
    public void Leave(string text, PageLine line)
    {
        Uses.Prose("left over");
        LeftOver.Add(new(text, line.Number));
    }

    public void Introduce(string markdown, bool newParagraph) =>
        Intro.Append(Intro.Length == 0 ? "" : newParagraph ? "\n\n" : "\n").Append(markdown);

    /// <summary>The person of that name or alias, new if nobody is called so.</summary>
    public PagePerson Person(SpokenPerson spoken, int line)
    {
        var person = People.Find(known => IsSame(known, spoken));
        if (person is null)
            People.Add(person = new(line));
        // "伯琴" in the agenda is the alias of "孔令涛（花名：伯琴）" among the guests.
        if (spoken is { Name: not null, Alias: not null } && person.Name == spoken.Alias)
            person.Name = null;
        person.Name ??= spoken.Name == person.Alias ? null : spoken.Name;
        person.Alias ??= spoken.Alias;
        person.IsHost |= spoken.IsHost;
        person.Work(spoken.About);
        return person;
    }

    private static bool IsSame(PagePerson known, SpokenPerson spoken) =>
        Same(known.Name, spoken.Name) || Same(known.Alias, spoken.Alias) || Same(known.Name, spoken.Alias) || Same(known.Alias, spoken.Name);

    private static bool Same(string? one, string? other) => one is not null && string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
