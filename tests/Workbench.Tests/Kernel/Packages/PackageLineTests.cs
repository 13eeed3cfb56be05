using Workbench.Kernel.Languages;
using Workbench.Kernel.Packages;

namespace Workbench.Tests.Kernel.Packages;

public sealed class PackageLineTests
{
    [Theory]
    [InlineData("\"nuget: MathNet.Numerics, 5.0.0\"", "MathNet.Numerics 5.0.0")]
    [InlineData("\"nuget:Tiny\"", "Tiny")]
    [InlineData("\"NuGet:  Tiny ,  1.2.3.4-beta.1+x \" // why", "Tiny 1.2.3.4-beta.1+x")]
    [InlineData("@\"nuget: a-b_c.d, 1\"", "a-b_c.d 1")]
    [InlineData("\"nuget: Tiny, [1.0, 2.0)\"", "Tiny [1.0,2.0)")]
    [InlineData("\"nuget: Tiny, (,2]\"", "Tiny (,2]")]
    [InlineData("\"nuget: Tiny, 1.2.*\"", "Tiny 1.2.*")]
    [InlineData("\"nuget: Tiny, *-*\"", "Tiny *-*")]
    [InlineData("\"nuget: Tiny, 2.0.0-rc.*\"", "Tiny 2.0.0-rc.*")]
    public void A_package_is_read(string text, string package) => Assert.Equal(package, $"{new PackageLine(1, false, text).Package()}");

    [Theory]
    [InlineData("nuget: Tiny")]
    [InlineData("\"nuget:\"")]
    [InlineData("\"nuget Tiny\"")]
    [InlineData("\"nuget: Tiny 1.0\"")]
    [InlineData("\"nuget: Tiny,\"")]
    [InlineData("\"nuget: ../Tiny, 1.0\"")]
    [InlineData("\"nuget: Tiny$(PATH), 1.0\"")]
    [InlineData("\"nuget: Tiny;Other, 1.0\"")]
    [InlineData("\"nuget: Tiny, 1.0\" and more")]
    public void What_is_malformed_is_answered_with_the_right_form(string text) =>
        Assert.StartsWith($"#r {text} is no package: a package is written #r \"nuget: NAME, VERSION\", for instance ",
            Assert.Throws<CodeException>(new PackageLine(1, false, text).Package).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("latest")]
    [InlineData("1.0 <x/>")]
    [InlineData("1.0.0.0.0")]
    [InlineData("[1.0")]
    [InlineData("$([System.IO.File]::ReadAllText(x))")]
    public void What_is_no_version_is_answered_with_the_right_form(string version) =>
        Assert.EndsWith(" is no version; it is written 5.0.0, 5.*, * or [5.0,6.0), and *-* is the newest before its release",
            Assert.Throws<CodeException>(new PackageLine(1, false, $"\"nuget: Tiny, {version}\"").Package).Message,
            StringComparison.Ordinal);

    [Theory]
    [InlineData("\"nuget: ftp://here/there\"")]
    [InlineData("\"nuget: https:/here\"")]
    [InlineData("\"nuget: nowhere\"")]
    [InlineData("\"here\"")]
    [InlineData("")]
    public void What_is_no_feed_is_answered_with_the_right_form(string text) =>
        Assert.Contains("a feed is written #i \"nuget: ADDRESS\", for instance ",
            Assert.Throws<CodeException>(() => new PackageLine(1, true, text).Source(Path.GetTempPath())).Message,
            StringComparison.Ordinal);

    [Fact]
    public void The_compiler_gets_blanks_in_the_place_of_the_lines()
    {
        const string others = "\n#r \"nuget/some.dll\"\n// #r \"nuget: No\"";
        var lines = PackageLines.OfCSharp("var a = 1;\n  #r \"nuget: Tiny\"\r\n#i \"nuget: x\"" + others);
        Assert.Equal($"var a = 1;\n{new string(' ', 18)}\r\n{new string(' ', 13)}{others}", lines.Code);
        Assert.Equal([new(2, false, "\"nuget: Tiny\""), new(3, true, "\"nuget: x\"")], lines.Found);
    }

    [Fact]
    public void Where_there_is_no_dotnet_the_remedy_is_said()
    {
        Assert.Equal($"There is no program dotnet on the PATH. {DotnetProgram.Remedy}",
            Assert.Throws<Workbench.Kernel.NotebookException>(() => DotnetProgram.Find("nowhere", "workbench")).Message);
        var dotnet = Path.Combine(Path.GetTempPath(), OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");
        Assert.Equal(dotnet, DotnetProgram.Find(null, dotnet));
    }
}
