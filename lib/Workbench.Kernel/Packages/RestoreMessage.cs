namespace Workbench.Kernel.Packages;

/// <summary>Something that NuGet says.</summary>
/// <param name="Code">Its code, such as <c>NU1101</c>.</param>
/// <param name="IsError">Whether there are no packages because of it.</param>
/// <param name="Text">The message, in English.</param>
/// <param name="Package">The package that it is about; null if none.</param>
internal sealed record RestoreMessage(string Code, bool IsError, string Text, string? Package);
