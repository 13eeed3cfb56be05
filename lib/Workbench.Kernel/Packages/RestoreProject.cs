using System.Xml.Linq;
using Workbench.Kernel.Libraries;

namespace Workbench.Kernel.Packages;

/// <summary>The project that NuGet is asked about: it has packages and no code.</summary>
internal static class RestoreProject
{
    /// <summary>Messages of NuGet call the project by its name.</summary>
    public const string FileName = "notebook.csproj";

    /// <summary>The framework of the running kernel.</summary>
    public static string Framework { get; } = $"net{Environment.Version.ToString(2)}";

    /// <summary>Writes the project.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="packages">What is asked for.</param>
    /// <param name="sources">Feeds beside those that the user has chosen.</param>
    /// <param name="baseDirectory">The notebook's folder: a <c>NuGet.Config</c> there, or above it, counts.</param>
    public static void Write(string folder, IEnumerable<PackageRequest> packages, IEnumerable<PackageSource> sources, string baseDirectory)
    {
        // Nothing that lies above the temporary folder has a say.
        var project = new XElement("Project",
            Properties(("ImportDirectoryBuildProps", "false"), ("ImportDirectoryBuildTargets", "false"),
                ("ImportDirectoryPackagesProps", "false")),
            new XElement("Import", new XAttribute("Project", "Sdk.props"), new XAttribute("Sdk", "Microsoft.NET.Sdk")),
            Properties(("TargetFramework", Framework), ("RuntimeIdentifier", RuntimeNames.Portable), ("SelfContained", "false"),
                ("UseAppHost", "false"), ("TreatWarningsAsErrors", "false"), ("NuGetAudit", "false"),
                ("RestoreRootConfigDirectory", Escaped(baseDirectory)),
                ("RestoreAdditionalProjectSources", string.Join(';', sources.Select(source => Escaped(source.Place))))),
            new XElement("ItemGroup", packages.Select(package => new XElement("PackageReference",
                new XAttribute("Include", Escaped(package.Name)), new XAttribute("Version", package.Version ?? "*")))),
            new XElement("Import", new XAttribute("Project", "Sdk.targets"), new XAttribute("Sdk", "Microsoft.NET.Sdk")));
        File.WriteAllText(Path.Combine(folder, FileName), project.ToString());
    }

    private static XElement Properties(params (string Name, string Value)[] properties) =>
        new("PropertyGroup", properties.Select(property => new XElement(property.Name, property.Value)));

    /// <summary>Text in which MSBuild sees nothing but text.</summary>
    private static string Escaped(string text) => string.Concat(text.Select(letter =>
        "%$@'();?*".Contains(letter, StringComparison.Ordinal) ? FormattableString.Invariant($"%{(int)letter:X2}") : $"{letter}"));
}
