using Microsoft.AspNetCore.Http;
using QRCoder;

namespace Guanxi.Service;

/// <summary>Codes that hang in shops.</summary>
public static class SignPicture
{
    /// <summary>A picture that leads whoever scans it to a path of this server.</summary>
    public static IResult Of(HttpContext http, string path)
    {
        using var codes = new QRCodeGenerator();
        using var code = codes.CreateQrCode($"{http.Request.Scheme}://{http.Request.Host}{path}", QRCodeGenerator.ECCLevel.M);
        using var picture = new SvgQRCode(code);
        return Results.Text(picture.GetGraphic(8), "image/svg+xml; charset=utf-8");
    }
}
