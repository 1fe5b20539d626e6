using EventOps.Domain.Meetups;

namespace EventOps.Formats.Importing;

/// <summary>Reads people in blocks (name, role, biography, each on a line of its own) and in single lines.</summary>
internal sealed class PeopleReader(MeetupPage page)
{
    private readonly List<PagePerson> held = [];

    private PagePerson? open;
    private PagePerson? told;

    /// <summary>Whether the line before named a person whose role and biography may follow.</summary>
    public bool IsInBlock => open is not null;

    /// <summary>A new talk, or a new label in it, begins; people held back are the talk's.</summary>
    public void Begin(PageTalk? talk)
    {
        (open, told) = (null, null);
        if (talk is null)
            return;
        held.ForEach(person => talk.By(person));
        held.Clear();
    }

    public void EndParagraph() => open = null;

    /// <summary>A block that stands above the talk it belongs to.</summary>
    public void Hold(IReadOnlyList<PageLine> block)
    {
        if (SpeakerLines.Read(block[0].Text) is not { } spoken)
            return;
        var person = page.Person(spoken, block[0].Number);
        foreach (var line in block.Skip(1))
            Detail(person, line.Text);
        held.Add(person);
    }

    /// <summary>A line of the people of a talk; false when it names nobody.</summary>
    public bool Speaker(PageTalk? talk, PageLine line, Label label)
    {
        if (open is { } person && !(line.Kind is LineKind.Item && SpeakerLines.IsNameOnly(line.Text)))
        {
            Detail(person, line.Text);
            return true;
        }

        if (SpeakerLines.Read(line.Text) is not { } spoken)
            return false;
        page.Uses.Value("person");
        person = page.Person(spoken, line.Number);
        open = spoken.About.Length == 0 ? person : null;
        if (talk is null)
            page.Guests.Add(person);
        else if (!person.IsHost)
            talk.By(person, label is Label.Moderator ? SpeakerPart.Moderator : talk.Kind is TalkKind.Panel ? SpeakerPart.Panelist : SpeakerPart.Speaker);
        return true;
    }

    /// <summary>An item of a list of guests: a person, or one more line about the one before.</summary>
    public void Guest(PageLine line)
    {
        var spoken = SpeakerLines.Read(line.Text);
        if (told is not null && (spoken is null || (spoken is { IsHost: false, About.Length: > 0 } && (spoken.Name is null || spoken.Alias is null))))
        {
            Detail(told, line.Text.Trim('（', '）', '(', ')'));
            return;
        }

        if (spoken is null)
        {
            page.Leave(line.Text, line);
            return;
        }

        page.Uses.Value("person");
        var person = page.Person(spoken, line.Number);
        page.Guests.Add(person);
        told = spoken.About.Length == 0 ? person : told is null ? null : person;
    }

    /// <summary>A paragraph of a biography; it names its person, or it is about the talk's only one.</summary>
    public void Bio(PageTalk? talk, PageLine line)
    {
        if (SpeakerLines.AtTheHeadOfABio(line.Text) is { } named && Named(talk, named) is { } person)
        {
            told = person;
            Introduce(person, named.About);
            Tell(person, line.Text);
            return;
        }

        if (talk is { Speakers.Count: 0 } && SpeakerLines.IsNameOnly(line.Text) && SpeakerLines.Read(line.Text) is { } alone)
        {
            page.Uses.Value("person");
            told = page.Person(alone, line.Number);
            talk.By(told);
            return;
        }

        told ??= talk?.Speakers is [var (only, _)] ? only : null;
        if (told is null)
            page.Leave(line.Text, line);
        else if (told.Role is null && told.Bio is null)
            Detail(told, line.Text);
        else
            Tell(told, line.Text);
    }

    // A biography may introduce the speaker, but only where nobody else did, or where it goes on to a second one.
    private PagePerson? Named(PageTalk? talk, SpokenPerson named)
    {
        if (talk?.Speakers.Find(s => s.Person.Called == named.Name || s.Person.Alias == named.Alias && named.Alias is not null).Person is { } known)
        {
            if (named.Alias is not null)
                page.Person(named with { About = "" }, known.Line);
            return known;
        }

        if (talk is null || (talk.Speakers.Count > 0 && told is null) || !Affiliations.NamesARole(named.About))
            return null;
        var person = page.Person(named with { About = "" }, talk.Line);
        talk.By(person);
        return person;
    }

    // "刘浩杨，Erda 微服务和监控团队负责人，主要负责…": the clause behind the name, if it names a position.
    private static void Introduce(PagePerson person, string about)
    {
        if (person.Role is null && about.AsSpan().IndexOfAny('，', ',', '。') is > 0 and < 80 and var end && Affiliations.NamesARole(about[..end]))
            person.Work(about[..end]);
    }

    private void Detail(PagePerson person, string text)
    {
        page.Uses.Value("person");
        if (person.Role is null && text.Length <= 100)
            person.Work(text);
        else
            person.Tell(text);
    }

    private void Tell(PagePerson person, string text)
    {
        page.Uses.Value("biography");
        person.Tell(text);
    }
}
