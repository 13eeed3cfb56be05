using Workbench.Kernel.Packages;

namespace Workbench.Kernel.Languages;

/// <summary>The C# of a cell that may hold other languages, for editors.</summary>
internal static class CSharpPart
{
    /// <summary>The cell with blanks in the place of all that is no C#, so that positions stay.</summary>
    /// <param name="code">The cell.</param>
    /// <param name="position">A place in it.</param>
    /// <returns>The C#, and whether the place is in it.</returns>
    public static (string Code, bool Contains) Of(string code, int position)
    {
        var csharp = code.ToCharArray();
        var contains = true;
        foreach (var part in CellPart.Split(code).Where(part => !part.IsCSharp))
        {
            csharp.AsSpan(part.Start, part.Text.Length).Fill(' ');
            contains &= position < part.Start || position > part.Start + part.Text.Length;
        }
        var lines = PackageLines.OfCSharp(new string(csharp));
        var line = code.AsSpan(0, Math.Min(position, code.Length)).Count('\n') + 1;
        return (lines.Code, contains && lines.Found.All(found => found.Line != line));
    }
}
