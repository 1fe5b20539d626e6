namespace EventOps.Server.Erasing;

/// <summary>The parts that erase people.</summary>
internal static class Erasings
{
    public static IServiceCollection AddErasing(this IServiceCollection services) => services
        .AddSingleton<PersonTraces>().AddSingleton<PersonFindings>().AddSingleton<ErasureTable>().AddSingleton<CopyMasking>()
        .AddSingleton<ErasureRun>().AddSingleton<PersonErasing>().AddHostedService<ErasureMemory>().AddHostedService<ErasureWork>();
}
