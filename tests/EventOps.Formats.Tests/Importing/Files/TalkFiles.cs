using System.Text;
using EventOps.Domain.Meetups;
using EventOps.Domain.Shared;
using EventOps.Formats.Importing;
using EventOps.Formats.Importing.Files;

namespace EventOps.Formats.Tests.Importing.Files;

/// <summary>Files of talks, read as the server does: on the meetup that they are for.</summary>
internal static class TalkFiles
{
    public static ImportedPage Read(string name, string text, Meetup? current = null, FileTarget? target = null) =>
        Read(name, Encoding.UTF8.GetBytes(text), current, target);

    public static ImportedPage Read(string name, byte[] bytes, Meetup? current = null, FileTarget? target = null) =>
        TalkFile.Read(new(name, bytes), Pages.Settings, target).On(current ?? Meetup.Initial);

    /// <summary>What the file asks for in a meetup that is there.</summary>
    public static ValueList<MeetupCommand> Again(string name, byte[] bytes, Meetup current) => ImportPlanner.Plan(Read(name, bytes, current), current).Commands;
}
