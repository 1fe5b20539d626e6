namespace EventOps.Formats.Importing;

/// <summary>Where on a page the reading is: what the headings and labels above a line say about it.</summary>
internal sealed class BodyPlace
{
    /// <summary>The block that a heading opened.</summary>
    public Label Section { get; private set; }

    public int SectionLevel { get; private set; } = 1;

    /// <summary>The label that the lines below it belong to.</summary>
    public Label Field { get; set; }

    /// <summary>The talk that was named last in the block.</summary>
    public PageTalk? Talk { get; set; }

    /// <summary>Whether the line before was blank.</summary>
    public bool IsNewParagraph { get; set; } = true;

    /// <summary>Whether the field is one of the meetup's own, and not of a talk.</summary>
    public bool IsInField => Field is not Label.None && Field < Label.TalkTitle;

    public void Open(Label section, int level) => (Section, SectionLevel, Field, Talk) = (section, level, Label.None, null);

    /// <summary>A block of links: no section, and no talk's.</summary>
    public void OpenLinks(Label field, int level)
    {
        Open(Label.None, level);
        Field = field;
    }

    /// <summary>A span of time: what follows is the agenda, whatever it stands below.</summary>
    public void EnterAgenda() => (Section, Field) = (Label.Agenda, Label.None);
}
