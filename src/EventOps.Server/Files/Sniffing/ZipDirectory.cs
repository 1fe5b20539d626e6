using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace EventOps.Server.Files.Sniffing;

/// <summary>One file in an archive, as the directory has it.</summary>
internal sealed record ZipEntry(string Name, ushort Method, long Packed, long Unpacked, long Offset);

/// <summary>
/// The directory of a ZIP archive, held against limits before anything is unpacked: how many files, how much they would come
/// to, and that no two of them share bytes.
/// </summary>
internal sealed class ZipDirectory
{
    private const int MostEntries = 20_000;
    private const int MostDirectoryBytes = 8 * 1024 * 1024;
    private const long MostUnpacked = 2L * 1024 * 1024 * 1024;
    private const long RatioCounts = 1024 * 1024;
    private const long MostRatio = 200;
    private const int EntryBytes = 46;
    private const int LocalBytes = 30;

    private readonly Stream file;

    private ZipDirectory(Stream file, IReadOnlyList<ZipEntry> entries) => (this.file, Entries) = (file, entries);

    /// <summary>In the order of the directory.</summary>
    public IReadOnlyList<ZipEntry> Entries { get; }

    public static (ZipDirectory? Directory, FileRefusal? Refusal) Read(Stream file)
    {
        if (ZipEnd.Find(file) is not { } end)
            return (null, FileRefusal.Damaged("its end is missing; was the upload cut?"));
        if (!end.IsLast(file))
            return (null, FileRefusal.Polyglot);
        if (!end.IsSingleDisk || end.Entries == ushort.MaxValue || end.Offset + end.Size != end.Place)
            return (null, FileRefusal.Damaged("its directory is not where it should be"));
        if (end.Entries > MostEntries || end.Size > MostDirectoryBytes)
            return (null, FileRefusal.Bomb($"it holds {end.Entries} files"));
        return Parse(file, end) is not { } entries
            ? (null, FileRefusal.Damaged("its directory cannot be read"))
            : Against(file, entries, end.Offset) is { } refusal ? (null, refusal) : (new(file, entries), null);
    }

    public ZipEntry? Find(string name) => Entries.FirstOrDefault(entry => entry.Name == name);

    /// <summary>The bytes of one small file in it; null when there are more than may be, or none that unpack.</summary>
    public byte[]? Unpack(ZipEntry entry, int most)
    {
        var local = Bytes.Read(file, entry.Offset, LocalBytes);
        file.Position = entry.Offset + LocalBytes + Word(local, 26) + Word(local, 28);
        try
        {
            using var raw = entry.Method == 0 ? null : new DeflateStream(file, CompressionMode.Decompress, leaveOpen: true);
            var bytes = new byte[(int)Math.Min(entry.Method == 0 ? entry.Packed : most + 1L, most + 1L)];
            var count = (raw ?? file).ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return count > most ? null : bytes[..count];
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static List<ZipEntry>? Parse(Stream file, ZipEnd end)
    {
        var bytes = Bytes.Read(file, end.Offset, (int)end.Size).AsSpan();
        var entries = new List<ZipEntry>(end.Entries);
        for (var i = 0; i < end.Entries; i++)
        {
            if (bytes.Length < EntryBytes || !bytes.StartsWith("PK\u0001\u0002"u8))
                return null;
            var (name, extra, comment) = (Word(bytes, 28), Word(bytes, 30), Word(bytes, 32));
            if (bytes.Length < EntryBytes + name + extra + comment || (Word(bytes, 8) & 1) != 0)
                return null;
            entries.Add(new(
                Encoding.UTF8.GetString(bytes.Slice(EntryBytes, name)), Word(bytes, 10), Long(bytes, 20), Long(bytes, 24), Long(bytes, 42)));
            bytes = bytes[(EntryBytes + name + extra + comment)..];
        }

        return bytes.Length == 0 ? entries : null;
    }

    private static FileRefusal? Against(Stream file, List<ZipEntry> entries, long directory)
    {
        if (entries.Sum(entry => entry.Unpacked) is var sum && sum > MostUnpacked)
            return FileRefusal.Bomb($"{sum} bytes in all");
        if (entries.Find(entry => entry.Unpacked > RatioCounts && entry.Unpacked > entry.Packed * MostRatio) is { } thin)
            return FileRefusal.Bomb($"one file of it {thin.Unpacked / Math.Max(1, thin.Packed)} times");
        if (entries.Exists(entry => entry.Method is not (0 or 8) || (entry.Method == 0 && entry.Packed != entry.Unpacked)))
            return FileRefusal.Damaged("it is packed in a way that presentations are not");
        if (entries.Exists(IsOdd) || entries.DistinctBy(entry => entry.Name, StringComparer.OrdinalIgnoreCase).Count() != entries.Count)
            return FileRefusal.Damaged("a name in it stands twice or leads out of it");
        return Overlap(file, entries, directory);
    }

    private static bool IsOdd(ZipEntry entry) =>
        entry.Name.Length == 0 || entry.Name[0] is '/' || entry.Name.Contains('\\', StringComparison.Ordinal)
        || entry.Name.Split('/').Contains("..") || entry.Name.Any(char.IsControl);

    private static FileRefusal? Overlap(Stream file, List<ZipEntry> entries, long directory)
    {
        var free = 0L;
        foreach (var entry in entries.OrderBy(entry => entry.Offset))
        {
            if (entry.Offset < free)
                return FileRefusal.Bomb("files in it share their bytes");
            if (Bytes.Read(file, entry.Offset, LocalBytes) is not { Length: LocalBytes } local || !local.AsSpan().StartsWith("PK\u0003\u0004"u8))
                return FileRefusal.Damaged("a file in it is not where its directory says");
            free = entry.Offset + LocalBytes + Word(local, 26) + Word(local, 28) + entry.Packed;
        }

        return free > directory ? FileRefusal.Bomb("files in it share bytes with its directory") : null;
    }

    private static ushort Word(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    private static long Long(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);
}
