namespace Workbench.Training.Checkpoints;

/// <summary>Something whose state a checkpoint keeps.</summary>
internal interface ICheckpointed
{
    /// <summary>Writes the state.</summary>
    void Save(BinaryWriter writer);

    /// <summary>Takes a state on that an equally built object wrote.</summary>
    void Load(BinaryReader reader);
}
