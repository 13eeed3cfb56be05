using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Workbench.Foundation;

namespace Workbench.Torch.Natives;

/// <summary>Where native code lies: in one folder, or in two as NuGet unpacks it.</summary>
/// <param name="LibTorch">The folder of libtorch.</param>
/// <param name="TorchSharp">The folder of the library that TorchSharp calls.</param>
internal sealed partial record NativePlace(string LibTorch, string TorchSharp)
{
    /// <summary>What TorchSharp calls the library that it calls.</summary>
    public const string TorchSharpName = "LibTorchSharp";

    /// <summary>The part of libtorch that every machine needs.</summary>
    public const string LibTorchName = "torch_cpu";

    /// <summary>The name of a library's file on this system, as <c>libtorch_cpu.so</c>.</summary>
    public static string FileName(string name) =>
        OperatingSystem.IsWindows() ? $"{name}.dll" : OperatingSystem.IsMacOS() ? $"lib{name}.dylib" : $"lib{name}.so";

    /// <summary>Whether both are there.</summary>
    public bool IsWhole =>
        File.Exists(Path.Combine(LibTorch, FileName(LibTorchName))) && File.Exists(Path.Combine(TorchSharp, FileName(TorchSharpName)));

    /// <summary>Whether it can use GPUs of NVIDIA.</summary>
    public bool HasCuda => File.Exists(Path.Combine(LibTorch, FileName("torch_cuda")));

    /// <summary>Loads both. What one needs of the other is then in the process, whichever folder it lies in.</summary>
    /// <exception cref="OldLibraryException">The system's C++ library is too old for one.</exception>
    /// <exception cref="WorkbenchException">The system refuses one.</exception>
    public void Load()
    {
        foreach (var path in new[]
        {
            Path.Combine(LibTorch, FileName(LibTorchName)),
            Path.Combine(LibTorch, FileName("torch")),
            Path.Combine(TorchSharp, FileName(TorchSharpName)),
        }.Where(File.Exists))
            try
            {
                NativeLibrary.Load(path);
            }
            catch (Exception error) when (error is DllNotFoundException or BadImageFormatException)
            {
                throw Refusal(path, error);
            }
    }

    /// <summary>A library of the place by the name that TorchSharp uses; 0 where it has none.</summary>
    public nint Find(string name)
    {
        foreach (var folder in new[] { TorchSharp, LibTorch })
            if (NativeLibrary.TryLoad(Path.Combine(folder, FileName(name)), out var library))
                return library;
        return 0;
    }

    /// <summary>What the system says of a library that it does not load, as one sentence with the remedy.</summary>
    internal static WorkbenchException Refusal(string path, Exception error) =>
        MissingVersion().Match(error.Message) is { Success: true } missing
            ? new OldLibraryException(path, missing.Groups[1].Value, error)
            : new WorkbenchException($"{path} cannot be loaded: {error.Message.Split('\n')[0].TrimEnd('.', ' ', '\r')}. To install it "
                + $"anew, delete {Path.GetDirectoryName(path)} and {NativeSearch.Remedy}.", error);

    [GeneratedRegex(@"version `(GLIBCXX_[0-9.]+)' not found")]
    private static partial Regex MissingVersion();
}
