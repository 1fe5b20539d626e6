using EventOps.Server.Decks;
using EventOps.Server.Files.Stores;

namespace EventOps.Server.Files;

internal static class FileServices
{
    public static void AddFiles(this IServiceCollection services, FileSettings settings)
    {
        services.AddSingleton(settings).AddSingleton<Staging>().AddSingleton<FileRegister>().AddSingleton<Poppler>().AddSingleton<FileDesk>();
        services.AddSingleton<IBlobs>(_ => settings.Bucket is { } bucket ? new BucketBlobs(bucket) : new FolderBlobs(settings.Directory));
        services.AddSingleton<DeckRoutes>();
        services.AddSingleton<FileSweep>().AddHostedService(provider => provider.GetRequiredService<FileSweep>());
    }
}
