namespace Workbench.Kernel.Jupyter.Zmtp;

/// <summary>A peer broke the protocol: its connection is closed, and nothing else happens.</summary>
/// <param name="message">What it did.</param>
internal sealed class ZmtpException(string message) : Exception(message);
