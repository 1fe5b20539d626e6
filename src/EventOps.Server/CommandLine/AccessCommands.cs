using System.CommandLine;
using System.CommandLine.Parsing;
using EventOps.Domain.Communities;
using NodaTime;
using NodaTime.Text;

namespace EventOps.Server.CommandLine;

/// <summary>The words of <c>keys</c> and <c>communities</c>.</summary>
internal static class AccessCommands
{
    public static Command Keys(Func<Func<Task<int>>, Task<int>> guarded) =>
        new("keys", "Who may ask for what: keys made, listed and taken back.") { Create(guarded), List(guarded), Revoke(guarded) };

    public static Command Communities(Func<Func<Task<int>>, Task<int>> guarded)
    {
        var name = new Argument<string>("name") { Description = "In addresses: lower-case letters, digits and single hyphens." };
        var title = new Option<string?>("--title") { Description = "The name for people; without it, the same." };
        var language = new Option<string>("--language") { Description = "Of what nobody said the language of.", DefaultValueFactory = _ => CommunityFacts.DefaultLanguage };
        var zone = new Option<string>("--zone") { Description = "Of what nobody said the zone of.", DefaultValueFactory = _ => CommunityFacts.DefaultZone };
        var create = new Command("create", "Founds a community and prints the key of its first owner, this once.") { name, title, language, zone };
        create.SetAction((line, ct) => guarded(() => AccessCommand.Found(
            new(line.GetValue(name)!, line.GetValue(title) ?? line.GetValue(name)!, line.GetValue(language)!, line.GetValue(zone)!), ct)));
        var list = new Command("list", "The names of all communities.");
        list.SetAction((_, ct) => guarded(() => AccessCommand.ListCommunities(ct)));
        return new Command("communities", "The communities of this server.") { create, list };
    }

    private static Command Create(Func<Func<Task<int>>, Task<int>> guarded)
    {
        var name = new Option<string>("--name") { Description = "Whose it is or what for.", Required = true };
        var role = new Option<Role>("--role") { Description = "owner, organizer, bot or reader.", DefaultValueFactory = _ => Role.Organizer };
        var isOperator = new Option<bool>("--operator") { Description = "A key that founds communities, and belongs to none." };
        var expires = new Option<Instant?>("--expires") { Description = "When it stops to open anything, like 2031-05-01T00:00:00Z.", CustomParser = Time };
        var community = Community();
        var command = new Command("create", "Makes a key and prints it, this once.") { name, role, isOperator, expires, community };
        command.SetAction((line, ct) => guarded(() => AccessCommand.Create(
            line.GetValue(isOperator) ? "" : line.GetValue(community),
            new(line.GetValue(name)!, line.GetValue(role), ExpiresAt: line.GetValue(expires)), ct)));
        return command;
    }

    private static Command List(Func<Func<Task<int>>, Task<int>> guarded)
    {
        var community = Community();
        var command = new Command("list", "The keys that open something; never the keys themselves.") { community };
        command.SetAction((line, ct) => guarded(() => AccessCommand.List(line.GetValue(community), ct)));
        return command;
    }

    private static Command Revoke(Func<Func<Task<int>>, Task<int>> guarded)
    {
        var id = new Argument<Guid>("id") { Description = "The key's id, as list shows it." };
        var community = Community();
        var command = new Command("revoke", "Takes a key back; it opens nothing from then on.") { id, community };
        command.SetAction((line, ct) => guarded(() => AccessCommand.Revoke(line.GetValue(community), line.GetValue(id), ct)));
        return command;
    }

    private static Option<string?> Community() => new("--community") { Description = "The community that keys belong to; without it, that of the settings." };

    private static Instant? Time(ArgumentResult given)
    {
        var parsed = InstantPattern.ExtendedIso.Parse(given.Tokens[0].Value);
        if (!parsed.Success)
            given.AddError("'--expires' must be a time in UTC like 2031-05-01T00:00:00Z.");
        return parsed.Success ? parsed.Value : null;
    }
}
