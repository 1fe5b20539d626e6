using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace EventOps.Notifications.Signing;

/// <summary>A number modulo 2²⁵⁵ − 19 in five limbs of 51 bits. Every operation takes the same steps whatever the numbers.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct FieldElement
{
    private const int LimbBits = 51;
    private const ulong LimbMask = (1UL << LimbBits) - 1;

    // Four times the modulus, limb by limb: more than any limb that is taken away.
    private const ulong FourLowest = 4 * (LimbMask - 18);
    private const ulong FourOthers = 4 * LimbMask;

    private readonly ulong a0;
    private readonly ulong a1;
    private readonly ulong a2;
    private readonly ulong a3;
    private readonly ulong a4;

    private FieldElement(ulong a0, ulong a1, ulong a2, ulong a3, ulong a4) =>
        (this.a0, this.a1, this.a2, this.a3, this.a4) = (a0, a1, a2, a3, a4);

    public static FieldElement Zero => default;

    public static FieldElement One => new(1, 0, 0, 0, 0);

    /// <param name="hex">64 digits, the highest first.</param>
    public static FieldElement FromHex(string hex)
    {
        var bytes = Convert.FromHexString(hex);
        Array.Reverse(bytes);
        var (w0, w1, w2, w3) = (Word(0), Word(1), Word(2), Word(3));
        return new(
            w0 & LimbMask, (w0 >> 51 | w1 << 13) & LimbMask, (w1 >> 38 | w2 << 26) & LimbMask,
            (w2 >> 25 | w3 << 39) & LimbMask, w3 >> 12 & LimbMask);

        ulong Word(int n) => BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(8 * n));
    }

    public static FieldElement operator +(in FieldElement a, in FieldElement b) =>
        Carried(a.a0 + b.a0, a.a1 + b.a1, a.a2 + b.a2, a.a3 + b.a3, a.a4 + b.a4);

    public static FieldElement operator -(in FieldElement a, in FieldElement b) => Carried(
        a.a0 + FourLowest - b.a0, a.a1 + FourOthers - b.a1, a.a2 + FourOthers - b.a2, a.a3 + FourOthers - b.a3,
        a.a4 + FourOthers - b.a4);

    public static FieldElement operator *(in FieldElement a, in FieldElement b)
    {
        // What overflows 2²⁵⁵ comes back nineteen times at the bottom.
        var (b1, b2, b3, b4) = (19 * b.a1, 19 * b.a2, 19 * b.a3, 19 * b.a4);
        var r0 = Of(a.a0, b.a0) + Of(a.a1, b4) + Of(a.a2, b3) + Of(a.a3, b2) + Of(a.a4, b1);
        var r1 = Of(a.a0, b.a1) + Of(a.a1, b.a0) + Of(a.a2, b4) + Of(a.a3, b3) + Of(a.a4, b2);
        var r2 = Of(a.a0, b.a2) + Of(a.a1, b.a1) + Of(a.a2, b.a0) + Of(a.a3, b4) + Of(a.a4, b3);
        var r3 = Of(a.a0, b.a3) + Of(a.a1, b.a2) + Of(a.a2, b.a1) + Of(a.a3, b.a0) + Of(a.a4, b4);
        var r4 = Of(a.a0, b.a4) + Of(a.a1, b.a3) + Of(a.a2, b.a2) + Of(a.a3, b.a1) + Of(a.a4, b.a0);
        r1 += r0 >> LimbBits;
        r2 += r1 >> LimbBits;
        r3 += r2 >> LimbBits;
        r4 += r3 >> LimbBits;
        return Carried(
            (Low(r0) + 19 * (ulong)(r4 >> LimbBits)), Low(r1), Low(r2), Low(r3), Low(r4));

        static UInt128 Of(ulong x, ulong y) => (UInt128)x * y;
        static ulong Low(UInt128 x) => (ulong)x & LimbMask;
    }

    /// <summary>The number to the power of 2²⁵⁵ − 21, whose bits are all set but the second and the fourth.</summary>
    public FieldElement Inverse()
    {
        var power = One;
        for (var bit = 254; bit >= 0; bit--)
        {
            power *= power;
            if (bit is not (2 or 4))
                power *= this;
        }

        return power;
    }

    /// <param name="first">1 for the first, 0 for the second.</param>
    public static FieldElement Choose(ulong first, in FieldElement a, in FieldElement b)
    {
        var mask = 0UL - first;
        return new(
            b.a0 ^ mask & (a.a0 ^ b.a0), b.a1 ^ mask & (a.a1 ^ b.a1), b.a2 ^ mask & (a.a2 ^ b.a2),
            b.a3 ^ mask & (a.a3 ^ b.a3), b.a4 ^ mask & (a.a4 ^ b.a4));
    }

    /// <summary>The one number below the modulus, the lowest byte first.</summary>
    public byte[] ToBytes()
    {
        var n = Carried(a0, a1, a2, a3, a4);
        // 1 when the number is the modulus or more: then adding 19 overflows 2²⁵⁵.
        var over = (n.a4 + ((n.a3 + ((n.a2 + ((n.a1 + ((n.a0 + 19) >> LimbBits)) >> LimbBits)) >> LimbBits)) >> LimbBits)) >> LimbBits;
        n = Carried(n.a0 + 19 * over, n.a1, n.a2, n.a3, n.a4, wrap: 0);
        var bytes = new byte[32];
        Write(0, n.a0 | n.a1 << 51);
        Write(1, n.a1 >> 13 | n.a2 << 38);
        Write(2, n.a2 >> 26 | n.a3 << 25);
        Write(3, n.a3 >> 39 | n.a4 << 12);
        return bytes;

        void Write(int word, ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(8 * word), value);
    }

    private static FieldElement Carried(ulong a0, ulong a1, ulong a2, ulong a3, ulong a4, ulong wrap = 19)
    {
        a1 += a0 >> LimbBits;
        a2 += a1 >> LimbBits;
        a3 += a2 >> LimbBits;
        a4 += a3 >> LimbBits;
        return new((a0 & LimbMask) + wrap * (a4 >> LimbBits), a1 & LimbMask, a2 & LimbMask, a3 & LimbMask, a4 & LimbMask);
    }
}
