using Guanxi.Http;
using Guanxi.Service;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Surveys.Public;

/// <summary>The code that hangs in a shop: whoever scans it answers a survey about that shop.</summary>
internal static class SurveySign
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/surveys/{surveyId}/signs/{unitId}.svg", async (Id<Survey> surveyId, Id<Unit> unitId, HttpContext http, Asker asker) =>
    {
        if (!(await asker.Actor()).May(SurveysRights.Read)) return Results.Forbid();
        return SignPicture.Of(http, AddressOf(surveyId, unitId));
    }).RequireAuthorization().ExcludeFromDescription();

    /// <summary>Where the code leads.</summary>
    public static string AddressOf(Id<Survey> survey, Id<Unit>? unit) => unit is { IsNone: false } shop ? $"/survey/open/{survey}?shop={shop}" : $"/survey/open/{survey}";
}
