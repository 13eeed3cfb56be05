namespace Workbench.Kernel.Packages;

/// <summary>A package as it lies in the folder of packages of this user.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">The version that was chosen.</param>
/// <param name="References">Absolute paths of what the compiler reads.</param>
/// <param name="Libraries">Absolute paths of the managed libraries that are loaded.</param>
/// <param name="NativeLibraries">Absolute paths of the native libraries for this system.</param>
/// <param name="HasExtension">Whether it brings code that .NET Interactive would run.</param>
internal sealed record RestoredPackage(string Name, string Version, IReadOnlyList<string> References, IReadOnlyList<string> Libraries,
    IReadOnlyList<string> NativeLibraries, bool HasExtension)
{
    /// <summary>All of its files that are used.</summary>
    public IEnumerable<string> Files => References.Concat(Libraries).Concat(NativeLibraries);
}
