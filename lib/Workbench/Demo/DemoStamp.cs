namespace Workbench.Demo;

/// <summary>What <c>demo.json</c> says about the folder that it lies in.</summary>
/// <param name="Notice">That the music is synthetic.</param>
/// <param name="FormatVersion">Version of the music and of the folder's layout.</param>
/// <param name="Spec">What it is made from.</param>
internal sealed record DemoStamp(string Notice, int FormatVersion, DemoSpec Spec);
