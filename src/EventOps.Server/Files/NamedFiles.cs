using EventOps.Domain.Communities;
using EventOps.Domain.Meetups;

namespace EventOps.Server.Files;

/// <summary>Hands to commands what is known of the files that they name, before anything is decided on them.</summary>
internal static class NamedFiles
{
    public static async ValueTask<IReadOnlyList<MeetupCommand>> Handed(
        this FileRegister files, string community, IReadOnlyList<MeetupCommand> commands, CancellationToken ct)
    {
        if (!commands.Any(command => FileOf(command) is not null))
            return commands;
        var handed = new List<MeetupCommand>(commands.Count);
        foreach (var command in commands)
        {
            handed.Add(FileOf(command) is { } file
                ? With(command, file with { Known = await files.Touch(community, file.Sha256, ct) })
                : command);
        }

        return handed;
    }

    public static async ValueTask<ReviseCommunity> Handed(this FileRegister files, string community, ReviseCommunity command, CancellationToken ct)
    {
        var channels = new List<NamedChannel>();
        foreach (var channel in command.Channels ?? [])
            channels.Add(channel with { PictureFile = await Known(channel.PictureFile) });
        return command with { LogoFile = await Known(command.LogoFile), Channels = command.Channels is null ? null : [.. channels] };

        async ValueTask<FileReference?> Known(FileReference? file) =>
            file is null ? null : file with { Known = await files.Touch(community, file.Sha256, ct) };
    }

    private static FileReference? FileOf(MeetupCommand command) => command switch
    {
        AttachSlides attach => attach.File,
        ReplaceSlides replace => replace.File,
        _ => null,
    };

    private static MeetupCommand With(MeetupCommand command, FileReference file) => command switch
    {
        AttachSlides attach => attach with { File = file },
        ReplaceSlides replace => replace with { File = file },
        _ => command,
    };
}
