namespace Workbench.Kernel.Jupyter.Zmtp;

/// <summary>What a peer may do before it has shown the key.</summary>
/// <param name="MessageBytes">The longest message that it may send.</param>
/// <param name="QueuedBytes">The most that is kept for it while it reads nothing.</param>
internal sealed record ZmtpLimits(long MessageBytes, long QueuedBytes);
