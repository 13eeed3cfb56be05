namespace Workbench.Datasets;

/// <summary>Who decides what is in which part.</summary>
public enum SplitMethod
{
    /// <summary>A search that keeps every label's share in every part: the usual one.</summary>
    Stratified,

    /// <summary>Chance alone, which does not look at the labels.</summary>
    Random,

    /// <summary>
    /// One turn of k-fold cross-validation: stratified folds, one to evaluate by, the next one to choose by, the rest to learn from.
    /// </summary>
    Folds,

    /// <summary>Whoever published the dataset: each track's own <see cref="Track.Part"/>.</summary>
    Official,

    /// <summary>A CSV file with the column <c>id</c>, and <c>part</c> or one of fold numbers.</summary>
    File,
}
