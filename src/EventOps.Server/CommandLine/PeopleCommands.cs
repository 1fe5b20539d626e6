using System.CommandLine;
using EventOps.Server.Erasing;

namespace EventOps.Server.CommandLine;

/// <summary>The words of <c>people show</c> and <c>people erase</c>.</summary>
internal static class PeopleCommands
{
    public static Command Make(Func<Func<Task<int>>, Task<int>> guarded) =>
        new("people", "Who is named at the meetups, and erasing somebody for good.") { Show(guarded), Erase(guarded) };

    private static Command Show(Func<Func<Task<int>>, Task<int>> guarded)
    {
        var (person, include, community) = (Person(), Include(), Community());
        var command = new Command("show", "What erasing a person would come to, and what confirms it. Changes nothing.") { person, include, community };
        command.SetAction((line, ct) => guarded(() => PeopleCommand.Show(
            new(line.GetValue(person), line.GetValue(include) ?? [], line.GetValue(community)), ct)));
        return command;
    }

    private static Command Erase(Func<Func<Task<int>>, Task<int>> guarded)
    {
        var (person, include, community) = (Person(), Include(), Community());
        var reason = new Option<string>("--reason") { Description = "Kept for ever; it must not name the person.", Required = true };
        var confirm = new Option<string>("--confirm") { Description = "What 'people show' says.", Required = true };
        var users = new Option<string[]>("--user") { Description = "A name under which the person sent commands; may be given several times." };
        var command = new Command("erase", "Erases a person's name and all that is said of them, for good.") { person, include, community, reason, confirm, users };
        command.SetAction((line, ct) => guarded(() => PeopleCommand.Erase(
            new(line.GetValue(person), line.GetValue(include) ?? [], line.GetValue(community)),
            new EraseRequest(line.GetValue(reason)!, line.GetValue(confirm)!, [], [.. line.GetValue(users) ?? []]), ct)));
        return command;
    }

    private static Argument<Guid> Person() => new("person") { Description = "The id of the person, from the address of their page." };

    private static Option<Guid[]> Include() => new("--include") { Description = "Another id of the same person; may be given several times." };

    private static Option<string?> Community() => new("--community") { Description = "The community that the person belongs to." };
}
