using System.Buffers.Binary;

namespace EventOps.Server.Files.Sniffing;

/// <summary>The record at the end of a ZIP archive that says where its directory is.</summary>
internal sealed record ZipEnd(int Entries, uint Size, uint Offset, long Place, bool IsSingleDisk)
{
    private const int RecordBytes = 22;
    private const int LongestComment = 65_535;

    /// <summary>Null when the bytes do not end as an archive does. Bytes that merely look like the record are not one: the directory must stand before it.</summary>
    public static ZipEnd? Find(Stream file)
    {
        var tail = Bytes.Tail(file, RecordBytes + LongestComment);
        for (var i = tail.Length - RecordBytes; i >= 0; i--)
        {
            if (tail.AsSpan(i).StartsWith("PK\u0005\u0006"u8) && Read(tail.AsSpan(i), file.Length - tail.Length + i) is { } end && end.Stands(file))
                return end;
        }

        return null;
    }

    /// <summary>Whether nothing follows it but its own comment.</summary>
    public bool IsLast(Stream file) => Bytes.Read(file, Place + 20, 2) is [var low, var high] && Place + RecordBytes + low + (high << 8) == file.Length;

    // An empty archive is the record alone. Readers look for the directory right before the record, whatever the offset says.
    private bool Stands(Stream file) => Entries == 0 || Bytes.Read(file, Place - Size, 4).AsSpan().SequenceEqual("PK\u0001\u0002"u8);

    private static ZipEnd? Read(ReadOnlySpan<byte> record, long place) => new(
        BinaryPrimitives.ReadUInt16LittleEndian(record[10..]), BinaryPrimitives.ReadUInt32LittleEndian(record[12..]),
        BinaryPrimitives.ReadUInt32LittleEndian(record[16..]), place,
        BinaryPrimitives.ReadUInt32LittleEndian(record[4..]) == 0);
}
