using System.Text;
using EventOps.Domain.Meetups;
using EventOps.Formats.Importing;
using NodaTime;
using Xunit;

namespace EventOps.Formats.Tests.Importing;

/// <summary>Imports as the server does: every planned command is decided, and must be accepted.</summary>
internal static class Imports
{
    private static readonly Instant Now = Instant.FromUtc(2026, 1, 1, 0, 0);

    public static Meetup Apply(ImportPlan plan, Meetup meetup)
    {
        foreach (var command in plan.Commands)
        {
            var decision = command.Decide(meetup, Now);
            Assert.True(decision.Refusal is null, $"{command} was refused: {decision.Refusal}");
            Assert.True(decision.Events.Count > 0, $"{command} decides nothing.");
            meetup = decision.Events.Aggregate(meetup, (before, happened) => before.Evolve(happened));
        }

        return meetup;
    }

    public static Meetup Import(ImportedPage page) => Apply(ImportPlanner.Plan(page, Meetup.Initial), Meetup.Initial);

    public static Meetup Import(string text) => Import(Page(text));

    public static ImportedPage Page(string text) => PageImporter.Read(new("page.md", Encoding.UTF8.GetBytes(text)), Pages.Settings);

    public static IEnumerable<string> Codes(this ImportedPage page, FindingSeverity least = FindingSeverity.Warning) =>
        page.Findings.Where(finding => finding.Severity >= least).Select(finding => finding.Code);
}
