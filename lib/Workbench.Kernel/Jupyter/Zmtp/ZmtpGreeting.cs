namespace Workbench.Kernel.Jupyter.Zmtp;

/// <summary>What both sides say first: that they speak ZMTP 3.0, without encryption (the NULL mechanism).</summary>
internal static class ZmtpGreeting
{
    public const int Length = 64;
    private const int Mechanism = 12, MechanismLength = 20;

    /// <summary>The kernel's greeting: signature, version, mechanism, and zeros to the end.</summary>
    public static byte[] Bytes { get; } = [0xFF, 0, 0, 0, 0, 0, 0, 0, 0, 0x7F, 3, 0, .. "NULL"u8, .. new byte[Length - Mechanism - 4]];

    /// <summary>
    /// Refuses what is not a greeting of a peer that can be understood. (The eight bytes in the
    /// signature mean nothing; old peers use them.)
    /// </summary>
    /// <exception cref="ZmtpException">It is none.</exception>
    public static void Check(ReadOnlySpan<byte> greeting)
    {
        if (greeting[0] != 0xFF || greeting[9] != 0x7F || greeting[10] < 3)
            throw new ZmtpException("no greeting of ZMTP 3");
        if (!greeting.Slice(Mechanism, MechanismLength).SequenceEqual(Bytes.AsSpan(Mechanism, MechanismLength)))
            throw new ZmtpException("another mechanism than NULL");
    }
}
