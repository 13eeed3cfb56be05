namespace Workbench.Export.Graph;

/// <summary>Types of tensor elements, with the numbers of <c>onnx.proto</c>'s <c>TensorProto.DataType</c>.</summary>
internal enum Element
{
    /// <summary>float32.</summary>
    Float = 1,

    /// <summary>int32.</summary>
    Int32 = 6,

    /// <summary>int64.</summary>
    Int64 = 7,

    /// <summary>Text in UTF-8.</summary>
    Text = 8,

    /// <summary>True or false.</summary>
    Bool = 9,

    /// <summary>float64.</summary>
    Double = 11,
}
