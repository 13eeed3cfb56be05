namespace Workbench.Recommendation.Vectors;

/// <summary>What the codes of a song are worth.</summary>
/// <param name="Scale">A code times this is the number that it stands for.</param>
/// <param name="Error">At least the length of what is lost: of the vector less its codes times the scale.</param>
internal readonly record struct CodeScale(float Scale, float Error);
