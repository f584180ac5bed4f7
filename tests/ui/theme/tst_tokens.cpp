#include "ui/theme/tokens.h"

#include <QTest>

#include <array>
#include <cmath>
#include <numbers>

namespace {

struct Lab
{
    double l, a, b;
};

using Rgb = std::array<double, 3>;

double toLinear(double c)
{
    return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

Rgb linearOf(const QColor &c)
{
    return {toLinear(c.redF()), toLinear(c.greenF()), toLinear(c.blueF())};
}

Rgb multiply(const std::array<Rgb, 3> &m, const Rgb &v)
{
    Rgb out{};
    for (std::size_t i = 0; i < 3; ++i)
        out[i] = std::clamp(m[i][0] * v[0] + m[i][1] * v[1] + m[i][2] * v[2], 0.0, 1.0);
    return out;
}

/// Machado, Oliveira and Fernandes 2009, severity 1.0, on linear RGB.
const std::array<std::array<Rgb, 3>, 4> visions{{
    {{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}},
    {{{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}},
    {{{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}},
    {{{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}},
}};

Lab toLab(const Rgb &rgb)
{
    const double x = (0.4124564 * rgb[0] + 0.3575761 * rgb[1] + 0.1804375 * rgb[2]) / 0.95047;
    const double y = 0.2126729 * rgb[0] + 0.7151522 * rgb[1] + 0.0721750 * rgb[2];
    const double z = (0.0193339 * rgb[0] + 0.1191920 * rgb[1] + 0.9503041 * rgb[2]) / 1.08883;
    const auto f = [](double t) { return t > 0.008856 ? std::cbrt(t) : 7.787 * t + 16.0 / 116; };
    return {116 * f(y) - 16, 500 * (f(x) - f(y)), 200 * (f(y) - f(z))};
}

/// CIEDE2000, Sharma, Wu and Dalal 2005.
double deltaE(const Lab &p, const Lab &q)
{
    constexpr double pi = std::numbers::pi;
    const double mean = (std::hypot(p.a, p.b) + std::hypot(q.a, q.b)) / 2;
    const double g = 0.5 * (1 - std::sqrt(std::pow(mean, 7) / (std::pow(mean, 7) + std::pow(25.0, 7))));
    const double a1 = p.a * (1 + g);
    const double a2 = q.a * (1 + g);
    const double c1 = std::hypot(a1, p.b);
    const double c2 = std::hypot(a2, q.b);
    const auto hue = [](double a, double b) {
        if (a == 0 && b == 0)
            return 0.0;
        const double h = std::atan2(b, a);
        return h < 0 ? h + 2 * pi : h;
    };
    const double h1 = hue(a1, p.b);
    const double h2 = hue(a2, q.b);
    double dh = 0;
    double hMean = h1 + h2;
    if (c1 * c2 != 0) {
        dh = h2 - h1;
        if (dh > pi)
            dh -= 2 * pi;
        else if (dh < -pi)
            dh += 2 * pi;
        if (std::abs(h1 - h2) <= pi)
            hMean = (h1 + h2) / 2;
        else
            hMean = (h1 + h2 + (h1 + h2 < 2 * pi ? 2 * pi : -2 * pi)) / 2;
    }
    const double dL = q.l - p.l;
    const double dC = c2 - c1;
    const double dH = 2 * std::sqrt(c1 * c2) * std::sin(dh / 2);
    const double lMean = (p.l + q.l) / 2;
    const double cMean = (c1 + c2) / 2;
    const double t = 1 - 0.17 * std::cos(hMean - pi / 6) + 0.24 * std::cos(2 * hMean)
        + 0.32 * std::cos(3 * hMean + pi / 30) - 0.20 * std::cos(4 * hMean - 63 * pi / 180);
    const double sl = 1 + 0.015 * std::pow(lMean - 50, 2) / std::sqrt(20 + std::pow(lMean - 50, 2));
    const double sc = 1 + 0.045 * cMean;
    const double sh = 1 + 0.015 * cMean * t;
    const double rc = 2 * std::sqrt(std::pow(cMean, 7) / (std::pow(cMean, 7) + std::pow(25.0, 7)));
    const double theta = pi / 6 * std::exp(-std::pow((hMean * 180 / pi - 275) / 25, 2));
    const double rt = -std::sin(2 * theta) * rc;
    return std::sqrt(std::pow(dL / sl, 2) + std::pow(dC / sc, 2) + std::pow(dH / sh, 2)
                     + rt * (dC / sc) * (dH / sh));
}

} // namespace

class TestTokens : public QObject
{
    Q_OBJECT

private slots:
    void deltaEMatchesThePublishedPairs()
    {
        // Sharma et al., table 1, pairs 1 and 17.
        QVERIFY(std::abs(deltaE({50, 2.6772, -79.7751}, {50, 0, -82.7485}) - 2.0425) < 1e-3);
        QVERIFY(std::abs(deltaE({50, 2.5, 0}, {73, 25, -18}) - 27.1492) < 1e-3);
    }

    void everyThemeIsReadable_data()
    {
        QTest::addColumn<int>("theme");
        QTest::newRow("light") << 0;
        QTest::newRow("dark") << 1;
        QTest::newRow("projector") << 2;
    }

    void everyThemeIsReadable()
    {
        QFETCH(int, theme);
        const Tokens &t = theme == 0 ? lightTokens() : theme == 1 ? darkTokens() : projectorTokens();
        for (const QColor &back : {t.win, t.surf, t.field}) {
            QVERIFY2(contrastRatio(t.ink, back) >= 4.5, qPrintable(back.name()));
            QVERIFY2(contrastRatio(t.dim, back) >= 4.5, qPrintable(back.name()));
            QVERIFY2(contrastRatio(t.edge, back) >= 3, qPrintable(back.name()));
            QVERIFY2(contrastRatio(t.you, back) >= 4.5, qPrintable(back.name()));
        }
        QVERIFY(contrastRatio(t.bad, t.badBack) >= 4.5);
        QVERIFY(contrastRatio(t.youInk, t.you) >= 4.5);
        for (const QColor &transport : t.transport)
            QVERIFY2(contrastRatio(transport, t.surf) >= 3, qPrintable(transport.name()));
    }

    void transportsDifferForEveryKindOfColourVision()
    {
        for (const Tokens *t : {&lightTokens(), &darkTokens(), &projectorTokens()})
            for (const auto &vision : visions)
                for (std::size_t i = 0; i < transportCount; ++i)
                    for (std::size_t j = i + 1; j < transportCount; ++j) {
                        const double difference = deltaE(toLab(multiply(vision, linearOf(t->transport[i]))),
                                                         toLab(multiply(vision, linearOf(t->transport[j]))));
                        QVERIFY2(difference >= 20, qPrintable(QString::number(difference)));
                    }
    }

    void darkDesktopsAreRecognised()
    {
        QVERIFY(isDark(paletteFor(darkTokens())));
        QVERIFY(!isDark(paletteFor(lightTokens())));
    }
};

QTEST_MAIN(TestTokens)
#include "tst_tokens.moc"
