using System.Runtime.InteropServices;

namespace EventOps.Notifications.Signing;

/// <summary>
/// A point of edwards25519 in extended coordinates: x = X/Z, y = Y/Z, xy = T/Z. Its law of addition has no exceptions, so
/// that the same steps double a point, add one and add nothing.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct EdwardsPoint
{
    private const int ScalarBits = 255;

    private static readonly FieldElement TwiceD = Twice(
        FieldElement.FromHex("52036cee2b6ffe738cc740797779e89800700a4d4141d8ab75eb4dca135978a3"));

    private readonly FieldElement x;
    private readonly FieldElement y;
    private readonly FieldElement z;
    private readonly FieldElement t;

    private EdwardsPoint(FieldElement x, FieldElement y, FieldElement z, FieldElement t) =>
        (this.x, this.y, this.z, this.t) = (x, y, z, t);

    public static EdwardsPoint Base { get; } = Affine(
        FieldElement.FromHex("216936d3cd6e53fec0a4e231fdd6dc5c692cc7609525a7b2c9562d608f25d51a"),
        FieldElement.FromHex("6666666666666666666666666666666666666666666666666666666666666658"));

    private static EdwardsPoint Zero { get; } = Affine(FieldElement.Zero, FieldElement.One);

    /// <param name="scalar">Less than 2²⁵⁵, the lowest byte first; may be secret.</param>
    public EdwardsPoint Times(ReadOnlySpan<byte> scalar)
    {
        var sum = Zero;
        for (var bit = ScalarBits - 1; bit >= 0; bit--)
        {
            sum += sum;
            var wanted = (ulong)(scalar[bit >> 3] >> (bit & 7) & 1);
            sum = Choose(wanted, sum + this, sum);
        }

        return sum;
    }

    /// <summary>y, and the lowest bit of x in the place that y leaves free.</summary>
    public byte[] ToBytes()
    {
        var inverse = z.Inverse();
        var bytes = (y * inverse).ToBytes();
        bytes[31] |= (byte)(((x * inverse).ToBytes()[0] & 1) << 7);
        return bytes;
    }

    public static EdwardsPoint operator +(EdwardsPoint p, EdwardsPoint q)
    {
        var a = (p.y - p.x) * (q.y - q.x);
        var b = (p.y + p.x) * (q.y + q.x);
        var c = p.t * TwiceD * q.t;
        var d = Twice(p.z * q.z);
        var (e, f, g, h) = (b - a, d - c, d + c, b + a);
        return new(e * f, g * h, f * g, e * h);
    }

    private static EdwardsPoint Choose(ulong first, in EdwardsPoint p, in EdwardsPoint q) => new(
        FieldElement.Choose(first, p.x, q.x), FieldElement.Choose(first, p.y, q.y),
        FieldElement.Choose(first, p.z, q.z), FieldElement.Choose(first, p.t, q.t));

    private static EdwardsPoint Affine(FieldElement x, FieldElement y) => new(x, y, FieldElement.One, x * y);

    private static FieldElement Twice(FieldElement a) => a + a;
}
