using System.Collections;
using System.Text;
using QRCoder;

namespace Automua.Functions.Site;

/// <summary>A QR code (ISO/IEC 18004) as the path of a picture: one unit per module, the quiet zone included.</summary>
/// <param name="Size">Width and height in modules.</param>
/// <param name="Path">The dark modules, as SVG path data.</param>
internal sealed record QrCode(int Size, string Path)
{
    /// <summary>The code of a text.</summary>
    public static QrCode Of(string text)
    {
        using QRCodeData code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        StringBuilder path = new();
        for (int y = 0; y < code.ModuleMatrix.Count; y++)
            AppendRow(path, code.ModuleMatrix[y], y);
        return new QrCode(code.ModuleMatrix.Count, path.ToString());
    }

    // A run of dark modules is one rectangle.
    private static void AppendRow(StringBuilder path, BitArray row, int y)
    {
        for (int x = 0; x < row.Length; x++)
        {
            int start = x;
            while (x < row.Length && row[x])
                x++;
            if (x > start)
                path.Append($"M{start} {y}h{x - start}v1h-{x - start}z");
        }
    }
}
