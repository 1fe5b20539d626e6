using EventOps.Domain.Meetups;
using EventOps.Formats.Importing;
using EventOps.Formats.Tests.Importing;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace EventOps.Formats.Tests.Exporting;

/// <summary>import(export(x)) = x, over generated meetups and over every page there is.</summary>
public sealed class RoundTripTests
{
    private const int Meetups = 60;

    public static TheoryData<string> Pages => Importing.Pages.All;

    [Fact]
    public void what_is_exported_comes_in_again_as_it_was() => Checked(commands =>
    {
        var exported = ExportedMeetup.Of(ExportedMeetup.Decided(commands));
        var page = exported.Read();
        var again = Imports.Import(page);
        Assert.True(
            PageFacts.Of(exported.State) == PageFacts.Of(again),
            $"{exported.Text}\n--- was\n{PageFacts.Of(exported.State)}\n--- is\n{PageFacts.Of(again)}\n{string.Join('\n', page.Findings)}");
    });

    [Fact]
    public void a_page_asks_for_nothing_in_the_meetup_that_it_was_written_of() => Checked(commands =>
    {
        var exported = ExportedMeetup.Of(ExportedMeetup.Decided(commands));
        var asked = exported.Again();
        Assert.True(asked.Count == 0, $"{exported.Text}\n---\n{string.Join('\n', asked)}");
    });

    [Fact]
    public void the_same_facts_give_the_same_bytes() => Checked(commands =>
    {
        var exported = ExportedMeetup.Of(ExportedMeetup.Decided(commands));
        Assert.Equal(exported.Text, ExportedMeetup.Of(ExportedMeetup.Decided(commands)).Text);
        var wanted = Assert.IsType<MeetupDraft>(exported.Read().Meetup).Wanted;
        Assert.Equal(Undated(exported.Text), Undated(ExportedMeetup.Of(ExportedMeetup.Decided(wanted)).Text));
    });

    [Theory, MemberData(nameof(Pages))]
    public void every_page_that_was_imported_is_exported_and_imported_as_it_was(string name)
    {
        var page = Importing.Pages.Read(name);
        if (page.Meetup is not { } draft)
            return;
        var exported = ExportedMeetup.Of(ExportedMeetup.Decided(draft.Wanted));
        Assert.Equal(PageFacts.Of(exported.State), PageFacts.Of(Imports.Import(exported.Read())));
        Assert.Empty(exported.Again());
        Assert.DoesNotContain(exported.Read().Findings, finding => finding.Code == "prose.left_over");
    }

    // The date tells when a page became public, which is another moment for another meetup.
    private static string Undated(string page) => string.Join('\n', page.Split('\n').Where(line => !line.StartsWith("date: ", StringComparison.Ordinal)));

    private static void Checked(Action<IReadOnlyList<MeetupCommand>> law) => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(Meetups).WithEndSize(40), Prop.ForAll(GeneratedMeetup.Any, law));
}
