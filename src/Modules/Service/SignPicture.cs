using Guanxi.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using QRCoder;

namespace Guanxi.Service;

/// <summary>Codes that hang in shops.</summary>
public static class SignPicture
{
    /// <summary>A picture that leads whoever scans it to a path of this product.</summary>
    public static IResult Of(HttpContext http, string path)
    {
        using var codes = new QRCodeGenerator();
        using var code = codes.CreateQrCode(http.RequestServices.GetRequiredService<PublicAddress>().Of(path, new($"{http.Request.Scheme}://{http.Request.Host}")), QRCodeGenerator.ECCLevel.M);
        using var picture = new SvgQRCode(code);
        return Results.Text(picture.GetGraphic(8), "image/svg+xml; charset=utf-8");
    }
}
