using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace EventOps.Notifications.Signing;

/// <summary>
/// A number modulo the order of the base point, 2²⁵² + 27742317777372353535851937790883648493. Bit by bit and with the same
/// steps whatever the numbers: some microseconds, no secret in the time.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct OrderScalar
{
    private const ulong L0 = 0x5812631a5cf5d3ed;
    private const ulong L1 = 0x14def9dea2f79cd6;
    private const ulong L3 = 0x1000000000000000;

    private readonly ulong w0;
    private readonly ulong w1;
    private readonly ulong w2;
    private readonly ulong w3;

    private OrderScalar(ulong w0, ulong w1, ulong w2, ulong w3) => (this.w0, this.w1, this.w2, this.w3) = (w0, w1, w2, w3);

    /// <param name="number">Any length, the lowest byte first.</param>
    public static OrderScalar Reduce(ReadOnlySpan<byte> number) => new OrderScalar(1, 0, 0, 0).Times(number);

    /// <param name="factor">Any length, the lowest byte first; may be secret.</param>
    public OrderScalar Times(ReadOnlySpan<byte> factor)
    {
        var product = default(OrderScalar);
        for (var bit = 8 * factor.Length - 1; bit >= 0; bit--)
        {
            var mask = 0UL - (ulong)(factor[bit >> 3] >> (bit & 7) & 1);
            product = product.Plus(product).Plus(new(w0 & mask, w1 & mask, w2 & mask, w3 & mask));
        }

        return product;
    }

    public OrderScalar Plus(OrderScalar other)
    {
        // Both are below the order, so the sum is below 2²⁵⁴ and one subtraction is enough.
        var carry = 0UL;
        return new OrderScalar(
            Add(w0, other.w0, ref carry), Add(w1, other.w1, ref carry), Add(w2, other.w2, ref carry),
            Add(w3, other.w3, ref carry)).Reduced();
    }

    public byte[] ToBytes()
    {
        var bytes = new byte[32];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, w0);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(8), w1);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(16), w2);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(24), w3);
        return bytes;
    }

    private OrderScalar Reduced()
    {
        var borrow = 0UL;
        var less = new OrderScalar(
            Subtract(w0, L0, ref borrow), Subtract(w1, L1, ref borrow), Subtract(w2, 0, ref borrow),
            Subtract(w3, L3, ref borrow));
        var keep = 0UL - borrow;
        return new(
            less.w0 ^ keep & (w0 ^ less.w0), less.w1 ^ keep & (w1 ^ less.w1), less.w2 ^ keep & (w2 ^ less.w2),
            less.w3 ^ keep & (w3 ^ less.w3));
    }

    private static ulong Add(ulong a, ulong b, ref ulong carry)
    {
        var sum = (UInt128)a + b + carry;
        carry = (ulong)(sum >> 64);
        return (ulong)sum;
    }

    private static ulong Subtract(ulong a, ulong b, ref ulong borrow)
    {
        var difference = (UInt128)a - b - borrow;
        borrow = (ulong)(difference >> 64) & 1;
        return (ulong)difference;
    }
}
