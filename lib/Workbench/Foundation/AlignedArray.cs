using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Workbench.Foundation;

/// <summary>
/// Zeros in memory that does not move and begins on a cache line, so that no vector straddles two lines. Behind the last value another
/// cache line may be read, so that a vector need not end with the values.
/// </summary>
/// <typeparam name="T">Numbers, vectors or structures of them.</typeparam>
internal sealed unsafe class AlignedArray<T>
    where T : unmanaged
{
    private const int CacheLine = 64;
    private readonly byte[] memory;
    private readonly int start;
    private readonly int byteCount;

    /// <param name="length">Number of values.</param>
    public AlignedArray(int length)
    {
        byteCount = checked(length * Unsafe.SizeOf<T>());
        memory = GC.AllocateArray<byte>(checked(byteCount + 2 * CacheLine), pinned: true);
        AlignedMemory.TakenByThread += memory.Length;
        start = CacheLine - (int)((nuint)Marshal.UnsafeAddrOfPinnedArrayElement(memory, 0) % CacheLine);
    }

    /// <summary>The first value; valid as long as this object is referenced.</summary>
    public T* Pointer => (T*)Marshal.UnsafeAddrOfPinnedArrayElement(memory, start);

    /// <summary>The values.</summary>
    public Span<T> Values => MemoryMarshal.Cast<byte, T>(memory.AsSpan(start, byteCount));
}
